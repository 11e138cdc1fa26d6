// Dragging a mentee onto a mentor opens the page that shows what this would do; the select box does the same without it.
"use strict";
(() => {
  const mentors = document.querySelector("[data-weigh]");
  if (!mentors) return;
  document.addEventListener("dragstart", (event) => {
    const pair = event.target.closest && event.target.closest("[data-mentee]");
    if (pair) event.dataTransfer.setData("text/plain", pair.dataset.mentee);
  });
  mentors.querySelectorAll("[data-mentor]").forEach((row) => {
    row.addEventListener("dragover", (event) => {
      event.preventDefault();
      row.classList.add("is-target");
    });
    row.addEventListener("dragleave", () => row.classList.remove("is-target"));
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      const mentee = event.dataTransfer.getData("text/plain");
      const query = new URLSearchParams({ act: "move", mentor: row.dataset.mentor, mentee });
      if (/^\d+$/.test(mentee)) window.location.assign(`${mentors.dataset.weigh}?${query}`);
    });
  });
})();
