// Out of a page on violence at once: by the link, or by pressing Shift three times. Without this file the link is a plain one.

const patience = 2000;
const link = document.querySelector("a[data-exit]");
const status = link.parentElement.querySelector("[role=status]");
let presses = 0;
let alone = false;
let timer;

function leave() {
  // Nothing stays readable while the other page loads; replaced, this one does not come back with the Back button.
  status.textContent = link.dataset.leaving;
  document.title = link.dataset.title;
  document.body.replaceChildren(status);
  location.replace(link.href);
}

function count(number, words) {
  presses = number;
  status.textContent = words;
  link.dataset.presses = number;
  clearTimeout(timer);
  if (number > 0) {
    timer = setTimeout(() => count(0, link.dataset.late), patience);
  }
}

link.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

// Shift counts by itself only: capitals and Shift with Tab are something else.
document.addEventListener("keydown", (event) => {
  alone = event.key === "Shift";
  if (!alone && presses > 0) {
    count(0, "");
  }
});
document.addEventListener("pointerdown", () => {
  alone = false;
});
document.addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !alone) {
    return;
  }
  if (presses === 2) {
    leave();
  } else {
    count(presses + 1, presses === 0 ? link.dataset.two : link.dataset.one);
  }
});
