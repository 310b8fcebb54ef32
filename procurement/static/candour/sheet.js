// The answer sheet with script: saved card by card as one goes, keys, and a warning before unsaved words are left.
// Everything works without it: the page is one form, and its buttons save all cards.
(function () {
  const form = document.getElementById("sheet");
  if (!form) return;
  const QUIET = 1500, SOON = 300, LONGEST_WAIT = 30000;
  const part = (name) => document.querySelector(`[data-part="${name}"]`);
  const cards = () => [...form.querySelectorAll("fieldset.q")];
  const slot = (card, name) => card.querySelector(`[data-slot="${name}"]`);
  const states = new Map(); // card key -> {timer, busy, dirty, failed, wait, alert}
  let leaving = false, signedOut = false;

  const stateOf = (card) => {
    const key = card.dataset.question;
    if (!states.has(key)) states.set(key, { dirty: false, busy: false, failed: false, wait: 2000 });
    return states.get(key);
  };
  const put = (place, html) => {
    if (!place) return;
    const holder = document.createElement("template");
    holder.innerHTML = html; // rendered and escaped by the server
    place.replaceChildren(holder.content);
  };
  const mark = (card, kind, words) => {
    const shown = document.createElement("span");
    shown.className = `mark ${kind}`;
    shown.textContent = words;
    shown.setAttribute("role", "status");
    slot(card, "mark").replaceChildren(shown);
  };

  // ---- saving
  const later = (card, wait) => {
    const state = stateOf(card);
    state.dirty = true;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => save(card), wait);
    tell();
  };
  const fields = (card) => {
    const key = card.dataset.question, all = new FormData(form), sent = new FormData();
    for (const [name, value] of all) {
      if (name === key || name.startsWith(`${key}--`) || name === "csrfmiddlewaretoken" || name === "rendered_for") sent.append(name, value);
    }
    cards().forEach((each) => sent.append("shown", each.dataset.question));
    return sent;
  };
  const save = async (card) => {
    const state = stateOf(card);
    clearTimeout(state.timer);
    if (state.busy || !state.dirty || leaving) return;
    state.busy = true;
    state.dirty = false;
    mark(card, "saving", "Saving");
    try {
      const response = await fetch(location.pathname, { method: "POST", body: fields(card), headers: { "X-Requested-With": "candour-card" }, credentials: "same-origin" });
      if (response.redirected || (response.status === 403 && !state.renewed)) {
        await signInAgain(card, state);
        return;
      }
      if (!(response.headers.get("Content-Type") || "").includes("json")) throw new Error(String(response.status));
      state.failed = state.renewed = signedOut = false;
      state.wait = 2000;
      take(card, await response.json());
    } catch (error) {
      state.failed = state.dirty = true;
      const answered = /^\d/.test(error.message); // the server spoke, and said no: asking again would not help
      mark(card, "bad", answered ? "Not saved: press Save below to see why" : "Not saved: no connection. Trying again");
      if (!answered) state.timer = setTimeout(() => save(card), state.wait);
      state.wait = Math.min(2 * state.wait, LONGEST_WAIT);
    } finally {
      state.busy = false;
      if (state.dirty && !state.failed) later(card, SOON);
      tell();
    }
  };
  // Signed out meanwhile: what was typed stays here. Once somebody has signed in in another tab, this page needs the
  // new token of that sign-in; the organisation that it was made for stays what it was.
  const signInAgain = async (card, state) => {
    state.failed = state.dirty = true;
    const response = await fetch(location.pathname, { credentials: "same-origin" });
    signedOut = response.redirected;
    if (!signedOut) {
      const found = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]");
      if (found) form.querySelector("[name=csrfmiddlewaretoken]").value = found.value;
      state.renewed = true;
    }
    mark(card, "bad", signedOut ? "Not saved: you are signed out. Sign in again in another tab" : "Saving again");
    state.timer = setTimeout(() => save(card), signedOut ? 3000 : SOON);
  };
  const take = (card, answer) => {
    const mine = answer.saved[card.dataset.question];
    if (mine) placeCard(card, mine);
    for (const name of ["progress", "findings", "steps"]) put(part(name), answer[name]);
    arrange(answer.order, answer.new);
  };
  const placeCard = (card, mine) => {
    const key = card.dataset.question, state = stateOf(card), inside = card.contains(document.activeElement);
    state.alert = null;
    if (mine.is_kept && inside && !mine.alert.includes("conflict")) {
      // Something is still missing while one is at it: said once one leaves the card.
      state.alert = mine;
      mark(card, "", "Not complete yet");
      return;
    }
    put(slot(card, "mark"), mine.mark);
    put(slot(card, "alert"), mine.alert);
    if (mine.is_kept) return;
    card.querySelector(`[name="${key}--version"]`).value = mine.version;
    for (const name of ["support", "files", "candidates"]) put(slot(card, name), mine[name]);
    card.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
    card.querySelectorAll(`input[type=file], [name="${key}--address"], [name="${key}--page_text"]`).forEach((each) => { each.value = ""; });
  };
  const arrange = (order, fresh) => {
    const holder = part("cards"), known = new Map(cards().map((card) => [card.dataset.question, card]));
    known.forEach((card, key) => {
      const gone = !order.includes(key);
      card.classList.toggle("gone", gone);
      if (gone && !card.querySelector(".gone-note")) {
        const note = document.createElement("p");
        note.className = "gone-note small soft";
        note.textContent = "Not asked any more, because of what was just answered. What was said here is kept.";
        card.append(note);
      } else if (!gone) card.querySelector(".gone-note")?.remove();
    });
    let before = null;
    for (const key of order) {
      if (!known.has(key) && fresh[key]) {
        const made = document.createElement("template");
        made.innerHTML = fresh[key].trim(); // rendered and escaped by the server
        const card = made.content.firstElementChild;
        before ? before.after(card) : holder.prepend(card);
        known.set(key, card);
      }
      before = known.get(key) || before;
    }
  };
  const isRefused = (card) => card.querySelector(".problems, .conflict") && !card.classList.contains("gone");
  const isWaiting = (card) => { const state = stateOf(card); return state.dirty || state.busy || state.alert || isRefused(card); };
  const waiting = () => cards().filter(isWaiting).length;
  const isSaving = () => [...states.values()].some((state) => state.busy);
  const tell = () => {
    const place = part("state"), count = waiting(), failed = cards().some((card) => stateOf(card).failed || isRefused(card));
    place.className = `mark ${failed ? "bad" : count ? "saving" : "saved"}`;
    place.textContent = count ? `${count} ${count === 1 ? "answer" : "answers"} not saved yet` : "All saved";
  };

  // ---- what one does in a card
  const pickWritten = (card) => {
    const written = card.querySelector(`input[type=radio][value="answered"]`);
    if (written && !written.checked) written.checked = true;
  };
  form.addEventListener("input", (event) => {
    const card = event.target.closest("fieldset.q");
    if (!card || event.target.type === "radio" || event.target.type === "checkbox" || event.target.type === "file") return;
    if (/--(address|page_text)$/.test(event.target.name)) return;
    if (event.target.hasAttribute("data-writes") && event.target.value.trim()) pickWritten(card);
    later(card, QUIET);
  });
  form.addEventListener("change", (event) => {
    const card = event.target.closest("fieldset.q"), name = event.target.name || "";
    if (!card || name.endsWith("--pick")) return;
    if (name.endsWith("--tick") && event.target.checked) pickWritten(card);
    if (/--(address|page_text)$/.test(name)) {
      const both = [...card.querySelectorAll(`[name$="--address"], [name$="--page_text"]`)].every((each) => each.value.trim());
      if (!both) return;
    }
    later(card, SOON);
  });
  form.addEventListener("focusout", (event) => {
    const card = event.target.closest("fieldset.q");
    if (!card || card.contains(event.relatedTarget)) return;
    const state = stateOf(card);
    if (state.dirty) save(card);
    if (!state.alert || event.relatedTarget?.closest(".dock")) return; // its button would move away under the finger
    for (const name of ["mark", "alert"]) put(slot(card, name), state.alert[name]);
    state.alert = null;
    tell();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-adds]");
    if (!button) return;
    event.preventDefault();
    const lines = [...button.closest(".lines-in").querySelectorAll(".line")], last = lines[lines.length - 1];
    const copy = last.cloneNode(true), old = Number(last.dataset.line), place = old + 1;
    copy.dataset.line = place;
    copy.querySelector("legend").textContent = `Line ${place + 1}`;
    copy.querySelectorAll("[name]").forEach((each) => {
      each.name = each.id = each.name.replace(`--row-${old}-`, `--row-${place}-`);
      each.value = "";
      each.removeAttribute("aria-invalid");
      each.removeAttribute("aria-describedby");
    });
    copy.querySelectorAll(".err").forEach((each) => each.remove());
    copy.querySelectorAll("label").forEach((each) => {
      each.htmlFor = each.htmlFor.replace(`--row-${old}-`, `--row-${place}-`);
      const line = each.querySelector(".vh");
      if (line) line.textContent = `, line ${place + 1}`;
    });
    last.after(copy);
    copy.querySelector("input, select").focus();
  });
  form.addEventListener("submit", (event) => {
    leaving = !signedOut && !isSaving();
    if (!leaving) event.preventDefault(); // the sign-in page would swallow what was typed
    if (isSaving()) setTimeout(() => form.requestSubmit(event.submitter), 50); // or the page were a version behind it
  });
  window.addEventListener("pageshow", () => { leaving = false; }); // come back to with the browser's own button
  window.addEventListener("beforeunload", (event) => { if (!leaving && waiting()) event.preventDefault(); });

  // ---- keys
  const LETTERS = { k: "does_not_know", a: "not_applicable", c: "confidential", d: "refuses", y: "answered" };
  const isPick = (element) => element.matches("input[type=radio], input[type=checkbox]") && element.closest(".say");
  const next = (card) => {
    const all = cards().filter((each) => !each.classList.contains("gone")), following = all[all.indexOf(card) + 1];
    (following ? following.querySelector(".say input:not([type=hidden]), .say textarea, .say select") : form.querySelector(".dock .btn.main")).focus();
  };
  const nextMissing = () => {
    const open = cards().filter((each) => each.querySelector(".mark.missing") && !each.classList.contains("gone"));
    const here = document.activeElement.closest?.("fieldset.q");
    const after = here ? open.find((each) => here.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) : null;
    const card = after || open[0];
    if (card) {
      card.scrollIntoView({ block: "start" });
      card.querySelector(".say input:not([type=hidden]), .say textarea, .say select").focus();
    }
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      cards().forEach((card) => { if (stateOf(card).dirty) save(card); });
      tell();
      return;
    }
    if (event.altKey && event.code === "KeyN") { event.preventDefault(); nextMissing(); return; }
    const card = event.target.closest?.("fieldset.q");
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && card.querySelector(".conflict")) { card.querySelector(".say [data-writes], .say input").focus(); return; }
    if (!isPick(event.target)) return;
    if (event.key === "Enter") { event.preventDefault(); next(card); return; }
    if (!document.body.classList.contains("keys-on")) return;
    const letter = LETTERS[event.key.toLowerCase()];
    const choices = [...card.querySelectorAll(".picks input")].filter((each) => each.name === card.dataset.question || each.name.endsWith("--tick"));
    const picked = letter ? card.querySelector(`.states [value="${letter}"]`) : /^[1-9]$/.test(event.key) ? choices[Number(event.key) - 1] : null;
    if (picked) { event.preventDefault(); picked.focus(); picked.click(); }
  });
  tell();
})();
