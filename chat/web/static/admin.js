// The admin page: what Gradio leaves undone.
"use strict";
(() => {
  // A session that has ended answers 403: the form to log in is what the page needs then.
  const fetched = window.fetch;
  window.fetch = async (...given) => {
    const response = await fetched(...given);
    if (response.status === 403 && response.url.includes("/admin/app/")) location.reload();
    return response;
  };
  // A tab that is opened is shown as things stand now.
  const anew = () => [...document.querySelectorAll("button.anew")].find((button) => button.offsetParent)?.click();
  const opens = '[role="tab"], .overflow-dropdown button';  // on a narrow screen Gradio puts the last tabs into a menu
  addEventListener("click", (event) => { if (event.target.closest?.(opens)) setTimeout(anew, 50); }, true);
  const mend = () => {
    // The newest messages are told by a screen reader, the tables are not read out by themselves.
    for (const told of document.querySelectorAll("#view-curated-told, #view-switch-told")) if (!told.hasAttribute("role")) told.setAttribute("role", "status");
    for (const view of document.querySelectorAll(".view")) {
      const wide = view.scrollWidth > view.clientWidth;
      if (wide && !view.hasAttribute("tabindex")) { view.tabIndex = 0; view.setAttribute("role", view.getAttribute("role") || "region"); view.setAttribute("aria-label", "표"); }
    }
    // Its name is English in Gradio.
    for (const menu of document.querySelectorAll(".overflow-menu > button")) if (menu.ariaLabel !== "다른 탭") menu.ariaLabel = "다른 탭";
    const open = document.querySelector('[role="tab"][aria-selected="true"]');
    if (open && !("ready" in document.body.dataset)) { document.body.dataset.ready = ""; setTimeout(anew, 300); }
  };
  new MutationObserver(mend).observe(document.documentElement, {childList: true, subtree: true});
  addEventListener("DOMContentLoaded", mend);
})();
