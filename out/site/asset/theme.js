"use strict";
(function () {
var root = document.documentElement;
root.classList.add("js");
try {
var theme = localStorage.getItem("theme");
if (theme === "light" || theme === "dark") root.dataset.theme = theme;
} catch (e) {
}
})();
