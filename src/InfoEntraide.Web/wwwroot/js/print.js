// Pages say how to print with the browser's own command; where this runs, a button does it.
for (const button of document.querySelectorAll("[data-print] button")) {
  button.addEventListener("click", () => window.print());
}
