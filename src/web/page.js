// What the page's scripts share: its elements, what it remembers of the visitor, the language of its interface.
// The page is complete without scripts; with them its links and buttons learn to play.
'use strict';
const daolan = {
  find: id => document.getElementById(id),
  all: (selector, from = document) => [...from.querySelectorAll(selector)],
  aria: (element, name, value) => element.setAttribute('aria-' + name, value),
};

// #stop=5, #stop=5&t=12.5, #t=12.5
daolan.place = hash => {
  const fields = new URLSearchParams(hash.slice(1)), stop = fields.get('stop'), t = Number.parseFloat(fields.get('t'));
  return {stop, t: t >= 0 ? t : undefined};
};

// One entry a tour; some browsers keep nothing, and then the page forgets when it closes.
daolan.memory = (() => {
  const key = 'daolan ' + location.pathname.replace(/[^/]*$/, '');
  let kept = {};
  try { kept = Object(JSON.parse(localStorage.getItem(key))); } catch {}
  return {
    get: name => kept[name],
    set(name, value) {
      kept[name] = value;
      try { localStorage.setItem(key, JSON.stringify(kept)); } catch {}
    },
  };
})();

{
  const {find, all, aria, memory} = daolan, root = document.documentElement;
  root.classList.add('js');
  root.dataset.view = daolan.place(location.hash).stop ? 'stop' : 'hall'; // before anything is painted

  const spoken = [...navigator.languages ?? [navigator.language]].find(l => /^(zh|cmn|yue|en)\b/i.test(l)) ?? 'en';
  const chinese = () => daolan.language === 'zh';
  daolan.language = memory.get('language') ?? (/^en/i.test(spoken) ? 'en' : 'zh');
  daolan.text = (zh, en) => chinese() ? zh : en;
  daolan.duration = seconds => {
    const h = Math.floor(seconds / 3600), m = Math.floor(seconds / 60) % 60, s = seconds % 60, ss = `${s}`.padStart(2, '0');
    return h ? daolan.text(`${h}小时${m}分`, `${h} h ${m} min`) :
      m ? daolan.text(`${m}分${ss}秒`, `${m} min ${s} s`) : daolan.text(`${s}秒`, `${s} s`);
  };

  // The HTML is Chinese; data-en, data-en-label and data-en-placeholder hold the English of an element. What is
  // in the other language than the tour says so.
  const interfaceOf = name => {
    for (const element of all(`[data-${name}]`)) {
      const write = text => name === 'en' ? element.textContent = text :
        element.setAttribute(name === 'en-label' ? 'aria-label' : 'placeholder', text);
      element.dataset.zh ??= name === 'en' ? element.textContent : element.getAttribute('aria-label') ?? element.placeholder;
      write(chinese() ? element.dataset.zh : element.getAttribute('data-' + name));
      element.lang = root.lang;
    }
  };
  const translate = () => {
    root.lang = chinese() ? 'zh-CN' : 'en';
    ['en', 'en-label', 'en-placeholder'].forEach(interfaceOf);
    for (const time of all('time')) {
      time.textContent = daolan.duration(parseInt(time.dateTime.slice(2), 10));
      time.lang = root.lang;
    }
    const button = find('language');
    button.textContent = daolan.text('English', '中文');
    button.lang = daolan.text('en', 'zh-CN');
    document.dispatchEvent(new Event('daolan-language'));
  };

  document.addEventListener('DOMContentLoaded', () => {
    translate();
    root.classList.add('ready');
    find('language').addEventListener('click', () => {
      daolan.language = daolan.text('en', 'zh');
      memory.set('language', daolan.language);
      translate();
    });
  });

  // A switch that is remembered; on until the visitor turns it off.
  daolan.switch = id => {
    const button = find(id), set = on => aria(button, 'checked', on);
    button.addEventListener('click', () => {
      set(!daolan.isOn(id));
      memory.set(id, daolan.isOn(id));
    });
    set(memory.get(id) !== false);
  };
  daolan.isOn = id => find(id).getAttribute('aria-checked') === 'true';
}
