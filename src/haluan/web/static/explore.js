// Small comforts of Explore: the slider says its date while it moves, drawings can be saved as pictures.
"use strict";

(() => {
  const day = (step, end) => {
    if (step >= Number(end.max)) return end.dataset.end;
    return step < 3000 ? String(step) : `${Math.floor(step / 12)}-${String((step % 12) + 1).padStart(2, "0")}`;
  };

  document.addEventListener("input", (event) => {
    const slider = event.target;
    if (slider.id === "step") document.getElementById("day").textContent = day(Number(slider.value), slider);
  });

  const save = (picture, name) => {
    const canvas = document.createElement("canvas");
    canvas.width = picture.naturalWidth;
    canvas.height = picture.naturalHeight;
    canvas.getContext("2d").drawImage(picture, 0, 0);
    canvas.toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-png]");
    if (!button) return;
    const picture = new Image();
    picture.onload = () => save(picture, "haluan.png");
    picture.src = button.dataset.png;
  });

  // A drawing wider than the screen begins at the actor that is asked about.
  const centre = (drawing) => {
    const actor = drawing.querySelector(".pole, .centre");
    if (!actor) return;
    const [inner, outer] = [actor.getBoundingClientRect(), drawing.getBoundingClientRect()];
    drawing.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
  };

  // What needs this file is hidden until it is here, also in what comes in later.
  const show = () => {
    for (const button of document.querySelectorAll("[data-png]")) button.hidden = false;
    for (const drawing of document.querySelectorAll(".drawing .scroll")) centre(drawing);
  };
  show();
  document.addEventListener("htmx:afterSettle", show);
})();
