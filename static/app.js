// What do pages gain where JavaScript runs? GOV.UK Frontend's components, and htmx answers that people can find.
// Every page works without this file.
import { initAll } from "./vendor/govuk-frontend.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// Answers that are no success and still say something: shown, and focus goes to them (the codes are in base.html).
const TELLING = new Set([409, 413, 422, 429, 503]);

const isWholePage = (text) => /^\s*<!doctype html/i.test(text);

function focusOn(element) {
  if (!element.hasAttribute("tabindex") && !element.matches("a, button, input, select, textarea, summary")) {
    element.setAttribute("tabindex", "-1");
  }
  element.focus();
}

function interrupt(sentence) {
  const place = document.getElementById("interruption");
  place.textContent = sentence;
  // Somebody who is typing (a draft is kept in the background) keeps the focus; role="alert" says the sentence.
  if (!document.activeElement?.matches("textarea, input")) focusOn(place);
}

// A whole page where a part was expected (signed out meanwhile, or an error page): it takes the whole window.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (isWholePage(xhr.responseText) && event.detail.requestConfig.elt.matches("form[data-draft]")) {
    event.detail.shouldSwap = false;
    interrupt("This page has expired, or you were signed out. What you typed is still here and is not saved. Send it as usual: you are asked to sign in, and then it stands in its field again.");
  } else if (isWholePage(xhr.responseText)) {
    event.detail.target = document.body;
    event.detail.swapOverride = "innerHTML";
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// A page left while somebody types: what is typed is sent to the draft on the way out.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (form) form.dataset.typed = "";
});
document.addEventListener("submit", (event) => delete event.target.dataset.typed);
window.addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form[data-typed]")) {
    navigator.sendBeacon(form.getAttribute("hx-post"), new FormData(form));
  }
});

// What was swapped in gains its components; what had them already is left alone.
document.addEventListener("htmx:afterSwap", (event) => {
  const { target } = event.detail;
  initAll({
    scope: target.isConnected ? target : document,
    onError: (error) => {
      if (error.name !== "InitError") console.error(error);
    },
  });
});

// Where the swap took the focused element away, or the answer is a refusal, focus goes to what is new.
document.addEventListener("htmx:afterSettle", (event) => {
  const { target, xhr, requestConfig } = event.detail;
  if (requestConfig.elt.matches("[data-polls]")) return; // a page that waits asks again by itself, and moves nothing
  const lost = document.activeElement === document.body || document.activeElement === null;
  if (!lost && !TELLING.has(xhr.status)) return;
  const place = target.isConnected ? target : document.getElementById("main-content");
  focusOn(place.querySelector("[data-takes-focus], .govuk-error-summary, h1, h2, h3") ?? place);
});

const unanswered = () => interrupt("The service could not be reached. What you typed is still here and is not saved. Try again in a minute.");
document.addEventListener("htmx:sendError", unanswered);
document.addEventListener("htmx:timeout", unanswered);
document.addEventListener("htmx:responseError", (event) => {
  interrupt(
    event.detail.xhr.status === 403 || event.detail.xhr.status === 404
      ? "This is no longer open to you, or it is not there. Nothing was saved."
      : "Something went wrong here, not with what you typed. It is still here and is not saved. Try again in a minute.",
  );
});
