// What pages do beyond HTML. Everything works without this file; with it, it is quicker and nothing typed is lost.
"use strict";

(() => {
  const words = document.body.dataset;
  const cookie = (name) => document.cookie.split("; ").find((part) => part.startsWith(name + "="))?.slice(name.length + 1) ?? "";

  function tell(text) {
    const alert = document.createElement("div");
    alert.className = "usa-alert usa-alert--warning usa-alert--slim";
    alert.setAttribute("role", "alert");
    const body = alert.appendChild(document.createElement("div"));
    body.className = "usa-alert__body";
    const line = body.appendChild(document.createElement("p"));
    line.className = "usa-alert__text";
    line.textContent = text;
    const notices = document.getElementById("notices");
    notices.replaceChildren(alert);
    notices.scrollIntoView({ block: "nearest" });
  }

  // --- Parts that htmx brings in ---------------------------------------------------------------------------------
  document.addEventListener("htmx:load", (event) => {
    const part = event.detail.elt;
    if (part === document.body) return;
    for (const component of Object.values(window.uswdsComponents ?? {})) component.on(part);
    welcome(part);
  });
  // A refusal names where it wants to be shown; htmx by itself would drop an answer with an error status.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.xhr.getResponseHeader("HX-Retarget")) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });
  document.addEventListener("htmx:responseError", () => tell(words.wordsFailed));
  document.addEventListener("htmx:sendError", () => tell(words.wordsFailed));

  // --- Keys ------------------------------------------------------------------------------------------------------
  const typing = (node) => node.closest("input, textarea, select, [contenteditable]") !== null;
  const singleKeys = {
    "/": () => document.getElementById("site-search")?.focus(),
    "?": () => location.assign(words.keyboardPage),
    c: () => document.querySelector("[data-create]")?.click(),
    n: () => document.querySelector("[data-next-page]")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus(null);
    const form = event.target.closest?.("form");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      event.preventDefault();
      form.requestSubmit();
    } else if ("singleKeys" in words && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      if (!(event.key in singleKeys)) return;
      event.preventDefault();
      singleKeys[event.key]();
    }
  });

  // --- The menu in the header closes by Escape and by a click beside it ----------------------------------------------
  function closeMenus(inside) {
    for (const menu of document.querySelectorAll("details.top__who[open]")) {
      if (inside && menu.contains(inside)) continue;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
  }
  document.addEventListener("click", (event) => {
    closeMenus(event.target);
    if (event.target.closest?.("[data-print]")) window.print();
  });

  // --- A form is sent once, however often it is clicked --------------------------------------------------------------
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if ("sent" in form.dataset) return event.preventDefault();
    freshToken(form);
    form.dataset.sent = "";
    // An answer that is a download leaves the page standing, so the form is given free again.
    setTimeout(() => delete form.dataset.sent, 5000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
  // Whoever signed in again in another tab has a new token; the form on this page would be refused with its old one.
  function freshToken(form) {
    const field = form.elements.namedItem("csrfmiddlewaretoken");
    if (field && cookie("csrftoken")) field.value = cookie("csrftoken");
  }

  // --- Drafts save themselves: <form data-autosave="/address"> ---------------------------------------------------------
  const PAUSE = 1200;
  const AGAIN = 5000;
  const timers = new WeakMap();
  const keyOf = (form) => `draft:${words.reader ?? ""}:${location.pathname}:${form.id}`;

  function answers(form) {
    const data = new FormData(form);
    data.delete("csrfmiddlewaretoken");
    for (const field of form.querySelectorAll("input[type=file], input[type=password], [data-not-kept]")) data.delete(field.name);
    return data;
  }
  const asText = (form) => JSON.stringify([...answers(form)]);

  function status(form, text, lost = false) {
    let line = form.querySelector("[data-autosave-status]");
    if (!line) {
      line = form.appendChild(document.createElement("p"));
      line.dataset.autosaveStatus = "";
      line.setAttribute("role", "status");
    }
    line.className = lost ? "autosave autosave--lost" : "autosave";
    line.textContent = text;
  }

  async function save(form) {
    const text = asText(form);
    status(form, words.wordsSaving);
    try {
      const answer = await fetch(form.dataset.autosave || form.action, {
        method: "POST",
        body: answers(form),
        headers: { "X-CSRFToken": cookie("csrftoken"), "X-Autosave": "1", Accept: "application/json" },
        redirect: "manual",
      });
      if (answer.type === "opaqueredirect" || answer.status === 401) return retry(form, words.wordsSignedOut);
      if (answer.status >= 500) return retry(form, words.wordsLost);
      if (!answer.ok) {
        const told = await answer.json().catch(() => ({}));
        return status(form, told.sentence ? `${told.sentence} ${told.remedy ?? ""}` : words.wordsFailed, true);
      }
      if (asText(form) === text) localStorage.removeItem(keyOf(form));
      status(form, words.wordsSaved);
      form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true }));
    } catch {
      retry(form, words.wordsLost);
    }
  }
  function retry(form, text) {
    status(form, text, true);
    plan(form, AGAIN);
  }
  function plan(form, wait) {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => save(form), wait));
  }
  function keep(event) {
    const form = event.target.form;
    if (!form || !("autosave" in form.dataset) || event.target.type === "file") return;
    try {
      localStorage.setItem(keyOf(form), asText(form));
    } catch {
      // A full or forbidden store takes nothing away: the draft is still saved on the server.
    }
    plan(form, PAUSE);
  }
  document.addEventListener("input", keep);
  document.addEventListener("change", keep);
  document.addEventListener("submit", (event) => {
    clearTimeout(timers.get(event.target));
    if ("autosave" in event.target.dataset && navigator.onLine) localStorage.removeItem(keyOf(event.target));
  });
  window.addEventListener("online", () => {
    for (const form of document.querySelectorAll("form[data-autosave]")) if (localStorage.getItem(keyOf(form))) save(form);
  });

  function restore(form) {
    const kept = localStorage.getItem(keyOf(form));
    if (!kept || kept === asText(form)) return;
    const values = new Map();
    for (const [name, value] of JSON.parse(kept)) values.set(name, [...(values.get(name) ?? []), value]);
    for (const field of form.elements) {
      if (!field.name || ["file", "hidden", "password", "submit", "button"].includes(field.type)) continue;
      const held = values.get(field.name) ?? [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = held.includes(field.value);
      else if (field.type === "select-multiple") for (const option of field.options) option.selected = held.includes(option.value);
      else if (held.length) field.value = held.shift();
    }
    status(form, words.wordsRestored);
    plan(form, PAUSE);
  }

  // --- What a page or a part of one does when it arrives ---------------------------------------------------------------
  function welcome(part) {
    part.querySelector("[data-error-summary]")?.focus();
    for (const form of part.querySelectorAll("form[data-autosave]")) restore(form);
  }
  welcome(document);
})();
