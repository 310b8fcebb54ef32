// Look again while a dossier or a test mail is under way, and put the new state in its place. Without script the page reloads itself.
(function () {
  const part = document.querySelector("[data-part][data-under-way]");
  if (!part) return;
  const look = async () => {
    try {
      const response = await fetch(location.href, { credentials: "same-origin" });
      const text = response.ok ? await response.text() : "";
      const found = new DOMParser().parseFromString(text, "text/html").querySelector(`[data-part=${part.dataset.part}]`);
      if (found) {
        if (part.innerHTML !== found.innerHTML) part.replaceChildren(...found.childNodes);
        if (!found.hasAttribute("data-under-way")) { location.reload(); return; }
      }
    } catch { /* the next look may reach the server again */ }
    setTimeout(look, 1500);
  };
  setTimeout(look, 1000);
})();
