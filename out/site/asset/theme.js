"use strict";
// Runs before the page is drawn: takes the reader's choice of light or dark, and says that scripts run.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (e) {
    // Without storage the system's choice holds.
  }
})();
