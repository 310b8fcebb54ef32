// Facts that are only asked when another one is not known to be "no": shown and hidden as one picks.
(function () {
  const form = document.getElementById("check");
  if (!form) return;
  const dependent = [...form.querySelectorAll("[data-when]")];
  const said = (name) => {
    const picked = form.querySelector(`[name="fact--${name}"]:checked`);
    return picked ? picked.value : "not_known";
  };
  // Two forms are understood here: a yes/no fact, and a fact compared with one value. Others stay as they were sent.
  const isAsked = (condition) => {
    const compared = condition.match(/^(\w+) == '(\w+)'$/);
    if (compared) return ["not_known", compared[2]].includes(said(compared[1]));
    return /^\w+$/.test(condition) ? said(condition) !== "no" : true;
  };
  const update = () => dependent.forEach((each) => { each.hidden = !isAsked(each.dataset.when); });
  form.addEventListener("change", update);
  // Enter works it out, and comes back to the step in which one is.
  form.addEventListener("focusin", (event) => {
    const step = event.target.closest(".step"), usual = form.querySelector("[data-default]");
    if (step && usual) usual.setAttribute("formaction", `#${step.getAttribute("aria-labelledby")}`);
  });
  update();
})();
