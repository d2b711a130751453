// Small comforts. Every page works without this file.
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copy).textContent.trim();
  const done = () => {
    button.textContent = button.dataset.copied;
  };
  navigator.clipboard.writeText(text).then(done, () => {
    const range = document.createRange();
    range.selectNodeContents(document.getElementById(button.dataset.copy));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
});

// What needs this file is hidden until it is here, also in what comes in later.
const show = () => {
  for (const element of document.querySelectorAll("[data-copy]")) element.hidden = false;
};
show();
document.addEventListener("htmx:afterSettle", show);
