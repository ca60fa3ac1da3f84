// Listens to the preview's server: renews the page when the course changed and shows the faults of the newest text.
(() => {
  const shown = Number(document.currentScript.dataset.number);
  const address = new URL("events", document.currentScript.src);

  function show(headline, report, stale) {
    let panel = document.querySelector(".copack-preview");
    if (!report) { panel?.remove(); return; }
    if (!panel) {
      panel = document.createElement("details");
      panel.append(document.createElement("summary"), document.createElement("pre"));
      document.body.append(panel);
    }
    panel.open = stale;
    panel.className = stale ? "copack-preview copack-preview--error" : "copack-preview";
    panel.setAttribute("role", "status");
    panel.querySelector("summary").textContent = headline;
    panel.querySelector("pre").textContent = report;
  }

  let gone = false;
  const events = new EventSource(address);
  events.onmessage = (event) => {
    const view = JSON.parse(event.data);
    // After the preview was stopped and started again its numbers begin anew: then what is shown is old as well.
    if ((view.number !== shown && !view.stale) || gone) location.reload();
    else show(view.headline, view.report, view.stale);
  };
  events.onerror = () => { gone = true; show("The preview has stopped.", "Start “copack preview” again; this page then renews itself.", true); };
})();
