// The theme's pages take their colours from a class. Where nobody chose one, follow the system, before anything shows.
(function () {
  const root = document.documentElement;
  if (root.dataset.theme !== "system") return;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => { root.classList.toggle("dark", dark.matches); root.classList.toggle("light", !dark.matches); };
  follow();
  dark.addEventListener("change", follow);
})();
