/**
 * What the report does when it is used. It holds no text of the document: all it works with are the attributes
 * that the page was written with. Written for browsers from 2020 on.
 */
export const SCRIPT = `'use strict';
(function () {
  var root = document.documentElement, body = document.body;
  root.classList.add('js');
  var byId = function (id) { return document.getElementById(id); };
  var all = function (selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); };
  var narrow = window.matchMedia('(max-width: 899px)');
  var panes = { document: byId('document'), tasks: byId('tasks'), findings: byId('findings') };

  /* theme */
  var dark = byId('dark');
  var system = window.matchMedia('(prefers-color-scheme: dark)');
  var isDark = function () { return root.dataset.theme ? root.dataset.theme === 'dark' : system.matches; };
  var told = function () { dark.setAttribute('aria-pressed', String(isDark())); };
  dark.addEventListener('click', function () { root.dataset.theme = isDark() ? 'light' : 'dark'; told(); });
  if (system.addEventListener) system.addEventListener('change', told);
  told();
  byId('print').addEventListener('click', function () { window.print(); });

  /* views */
  var views = all('[data-view]', byId('views'));
  var show = function (view) {
    if (body.dataset.view !== view) body.dataset.view = view;
    views.forEach(function (button) { button.setAttribute('aria-pressed', String(button.dataset.view === view)); });
  };
  views.forEach(function (button) { button.addEventListener('click', function () { show(button.dataset.view); }); });
  show('tasks');
  var leave = function () { if (!narrow.matches && body.dataset.view === 'document') show('tasks'); };
  if (narrow.addEventListener) narrow.addEventListener('change', leave);

  /* counterparts */
  var pairs = new Map();
  var add = function (key, element) {
    var found = pairs.get(key);
    if (found) found.push(element); else pairs.set(key, [element]);
  };
  all('[data-p],[data-q]').forEach(function (element) {
    if (element.dataset.p) add(element.dataset.p, element);
    (element.dataset.q || '').split(' ').forEach(function (key) { if (key) add(key, element); });
  });
  var lit = null;
  var light = function (key) {
    if (key === lit) return;
    (pairs.get(lit) || []).forEach(function (element) { element.classList.remove('lit'); });
    (pairs.get(key) || []).forEach(function (element) { element.classList.add('lit'); });
    lit = key;
  };
  var paneOf = function (element) { return element.closest('.pane'); };
  var reveal = function (element, always) {
    var pane = element && paneOf(element);
    if (!pane || !pane.offsetParent) return;
    /* on a phone the page itself scrolls */
    var page = window.getComputedStyle(pane).overflowY === 'visible';
    var go = function () {
      var box = element.getBoundingClientRect();
      var own = page ? { top: 0, bottom: window.innerHeight, height: window.innerHeight } : pane.getBoundingClientRect();
      if (!always && box.top >= own.top + (page ? 130 : 64) && box.bottom <= own.bottom - 24) return;
      var by = box.top - own.top - own.height / 3;
      if (page) window.scrollBy(0, by); else pane.scrollTop += by;
    };
    go();
    /* what comes into sight gets its true height only now */
    window.requestAnimationFrame(go);
  };
  var counterpart = function (key, from) {
    var inDocument = paneOf(from) === panes.document;
    if (key[0] === 'f' && inDocument && !from.dataset.q) return byId('d-' + key);
    return inDocument ? byId(key) : byId('d-' + key);
  };
  var keyAt = function (target) {
    var element = target.closest && target.closest('[data-p],[data-q]');
    return element ? { key: element.dataset.p || element.dataset.q.split(' ')[0], element: element } : null;
  };
  var timer = 0;
  document.addEventListener('mouseover', function (event) {
    var at = keyAt(event.target);
    window.clearTimeout(timer);
    if (!at) return;
    timer = window.setTimeout(function () {
      light(at.key);
      if (!narrow.matches) reveal(counterpart(at.key, at.element), false);
    }, 90);
  });
  document.addEventListener('focusin', function (event) {
    var at = keyAt(event.target);
    if (!at) return;
    light(at.key);
    if (!narrow.matches) reveal(counterpart(at.key, at.element), false);
  });
  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[href^="#"]');
    var at = keyAt(event.target);
    if (link && link.classList.contains('skip')) {
      var pane = byId(link.getAttribute('href').slice(1));
      if (narrow.matches || !pane.offsetParent) show(pane.id);
      event.preventDefault(); pane.focus(); return;
    }
    if (!at || window.getSelection && String(window.getSelection()) !== '') return;
    event.preventDefault();
    var other = counterpart(at.key, at.element);
    if (!other) return;
    if (paneOf(other) !== panes.document || narrow.matches) show(paneOf(other).id);
    light(at.key);
    reveal(other, true);
    var focus = other.matches('a') ? other : other.querySelector('a');
    if (focus && link) focus.focus({ preventScroll: true });
  });

  /* arrows move along the tasks and measures that are in sight */
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    var link = document.activeElement;
    var pane = link && link.matches && link.matches('a[href]') && paneOf(link);
    if (!pane) return;
    var links = all('a[href]', pane).filter(function (one) { return !one.closest('[hidden]'); });
    var next = links[links.indexOf(link) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    reveal(next, false);
  });

  /* filters */
  var form = byId('filters'), unit = byId('unit'), role = byId('role'), words = byId('words'), only = byId('only');
  var shown = byId('shown'), none = byId('none');
  var cards = all('.task', panes.tasks).map(function (element) { return { element: element, goal: element.id.charAt(1) === '-', text: null }; });
  var matches = function (card) {
    var data = card.element.dataset;
    if (only.checked && data.f === '0') return false;
    if (unit.value !== '' || role.value !== '') {
      var named = data.u.split(' ').some(function (duty) {
        var parts = duty.split(':');
        return (unit.value === '' || parts[0] === unit.value) && (role.value === '' || parts[1] === role.value);
      });
      if (!named) return false;
    }
    var wanted = words.value.trim().toLowerCase();
    if (wanted === '') return true;
    if (card.text === null) card.text = card.element.textContent.toLowerCase();
    return wanted.split(/\\s+/).every(function (word) { return card.text.indexOf(word) >= 0; });
  };
  var filter = function () {
    var tasks = 0, measures = 0;
    cards.forEach(function (card) {
      var fits = matches(card);
      card.element.hidden = !fits;
      if (fits && !card.goal) { tasks++; measures += Number(card.element.dataset.n); }
    });
    none.hidden = tasks > 0 || cards.length === 0;
    shown.textContent = shown.dataset.pattern.replace('{tasks}', String(tasks)).replace('{measures}', String(measures));
    var off = unit.value === '' && role.value === '' && words.value.trim() === '' && !only.checked;
    byId('reset').disabled = off;
  };
  var waiting = 0;
  words.addEventListener('input', function () { window.clearTimeout(waiting); waiting = window.setTimeout(filter, 120); });
  [unit, role, only].forEach(function (field) { field.addEventListener('change', function () { if (body.dataset.view === 'document') show('tasks'); filter(); }); });
  form.addEventListener('submit', function (event) { event.preventDefault(); filter(); });
  form.addEventListener('reset', function () { window.setTimeout(filter, 0); });
  filter();
})();
`;
