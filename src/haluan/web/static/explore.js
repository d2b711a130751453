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

  // What is wider than the screen begins where it matters: at the actor that is asked about, at the day that is shown.
  const centre = (wide, middle) => {
    if (!middle) return;
    const [inner, outer] = [middle.getBoundingClientRect(), wide.getBoundingClientRect()];
    wide.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
  };

  // What needs this file is hidden until it is here, also in what comes in later.
  const show = () => {
    for (const button of document.querySelectorAll("[data-png]")) button.hidden = false;
    for (const wide of document.querySelectorAll(".drawing .scroll, .steps ul, .tabs ul")) {
      centre(wide, wide.querySelector(".pole, .centre, [aria-current]"));
    }
  };
  show();
  document.addEventListener("htmx:afterSettle", show);
})();
