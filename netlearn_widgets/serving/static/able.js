// Says at once, in words, when this browser is too old for the page or its script does not load. A plain script in the
// language of 2009, so that every browser can read it; the words' place is there already, and shows by itself later.
(function () {
  var OLD =
    "This browser is too old for this page. Use Chrome, Edge or Firefox of 2022 or later, or Safari 15.4 or later, on this or another device.";
  var MISSING = "A part of this page did not arrive. Load the page again; if this stays, tell the person who runs the workshop.";

  /** @param {string} words */
  function say(words) {
    var place = document.querySelector(".nl-late");
    if (!place || document.documentElement.hasAttribute("data-connection")) return;
    place.textContent = words;
    place.className += " nl-at-once";
  }

  function able() {
    return (
      "noModule" in document.createElement("script") &&
      "at" in Array.prototype &&
      "WebSocket" in window &&
      "AbortSignal" in window &&
      "throwIfAborted" in window.AbortSignal.prototype
    );
  }

  if (!able()) say(OLD);
  else window.addEventListener("error", function () { say(MISSING); }, true);
})();
