'use strict';

const LIT = 4000;

const connection = document.getElementById('connection');
const columns = document.getElementById('columns');
const log = document.querySelector('#log ol');

let shown = 0; // the number of the newest entry of the log that is shown

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}

/* Changes a text only if it is another one, so that a selection stays and nothing is read out twice. */
function write(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

function named(chat) {
  return chat.title ? `${chat.title} (${chat.chatId})` : chat.chatId;
}

async function ask(platform, what, body) {
  let answer;
  try {
    answer = await fetch(`api/${platform}/${what}`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify(body),
    });
  } catch (unreachable) {
    throw new Error('The board does not answer. Has it been stopped?');
  }
  const json = await answer.json();
  if (!answer.ok) {
    throw new Error(json.failure);
  }
  return json;
}

function say(column, text, failed) {
  const answer = column.querySelector('.answer');
  answer.classList.toggle('failed', failed);
  answer.textContent = text;
}

/* Does it, unless the same button is at work already. The button keeps the focus meanwhile. */
async function work(column, button, task) {
  if (button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  button.setAttribute('aria-disabled', 'true');
  try {
    say(column, 'At work', false);
    say(column, await task(), false);
  } catch (failure) {
    say(column, failure.message, true);
  } finally {
    button.removeAttribute('aria-disabled');
  }
}

async function pin(platform, chatId, pinned) {
  const result = await ask(platform, 'pin', {chatId, pinned});
  return `${result.chatId} is ${result.pinned ? 'pinned' : 'unpinned'}`;
}

function list(chats) {
  return chats.length ? chats.map(named).join(', ') : 'none';
}

/* The chats of the last dry run are those that Confirm syncs. */
function makeSync(column, platform) {
  const form = column.querySelector('form.sync');
  const plan = column.querySelector('.plan');
  let chats = [];
  form.elements.chats.addEventListener('input', () => {
    plan.hidden = true;
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    work(column, form.querySelector('button'), async () => {
      plan.hidden = true;
      chats = form.elements.chats.value.split('\n').map(line => line.trim()).filter(line => line);
      const answer = await ask(platform, 'sync', {chats, dryRun: true});
      for (const part of plan.querySelectorAll('[data-part]')) {
        part.textContent = list(answer[part.dataset.part]);
      }
      plan.hidden = false;
      plan.focus();
      return 'A dry run: nothing is changed yet';
    });
  });
  const confirm = plan.querySelector('.confirm');
  confirm.addEventListener('click', () => work(column, confirm, async () => {
    const answer = await ask(platform, 'sync', {chats, dryRun: false});
    plan.hidden = true;
    form.elements.chats.focus();
    return `Pinned: ${list(answer.pinned)}. Unpinned: ${list(answer.unpinned)}.`;
  }));
  plan.querySelector('.cancel').addEventListener('click', () => {
    plan.hidden = true;
    say(column, '', false);
    form.elements.chats.focus();
  });
}

function makeColumn(state) {
  const column = document.getElementById('column').content.firstElementChild.cloneNode(true);
  column.id = state.platform;
  const name = column.querySelector('h2');
  name.id = `${state.platform}-name`;
  name.textContent = state.title;
  column.setAttribute('aria-labelledby', name.id);
  column.querySelector('.chats').setAttribute('aria-label', `Pinned in ${state.title}`);
  column.querySelector('.plan').setAttribute('aria-label', 'What would change');
  column.querySelector('.untold').hidden = state.tellsPins;
  const form = column.querySelector('form.pin');
  form.addEventListener('submit', event => {
    event.preventDefault();
    work(column, form.querySelector('button'), async () => {
      const text = await pin(state.platform, form.elements.chat.value.trim(), true);
      form.reset();
      return text;
    });
  });
  makeSync(column, state.platform);
  columns.append(column);
  return column;
}

function makeRow(column, platform, chat) {
  const row = document.createElement('li');
  row.dataset.chat = chat.chatId;
  const text = element('span', '', 'text');
  text.append(element('span', '', 'title'), element('span', chat.chatId, 'id'));
  const button = element('button', 'Unpin');
  button.type = 'button';
  button.addEventListener('click', () => {
    if (!row.classList.contains('gone')) {
      work(column, button, () => pin(platform, chat.chatId, false));
    }
  });
  row.append(text, button);
  return row;
}

function light(row, className, then) {
  row.classList.add(className);
  clearTimeout(Number(row.dataset.timer));
  row.dataset.timer = setTimeout(then, LIT);
}

/* A chat that is no longer pinned stays for as long as a new one is lit. */
function showChats(column, state, lit) {
  const rows = column.querySelector('.chats');
  const known = new Map([...rows.children].map(row => [row.dataset.chat, row]));
  const wanted = state.chats.map(chat => {
    const row = known.get(chat.chatId) || makeRow(column, state.platform, chat);
    known.delete(chat.chatId);
    row.classList.remove('gone');
    write(row.querySelector('.title'), chat.title || chat.chatId);
    row.querySelector('.id').hidden = !chat.title;
    row.querySelector('button').setAttribute('aria-label', `Unpin ${named(chat)}`);
    if (lit.has(chat.chatId)) {
      light(row, 'new', () => row.classList.remove('new'));
    }
    return row;
  });
  for (const row of known.values()) {
    wanted.splice([...rows.children].indexOf(row), 0, row);
    if (!row.classList.contains('gone')) {
      row.classList.remove('new');
      light(row, 'gone', () => leave(column, row));
    }
  }
  wanted.forEach((row, place) => {
    if (rows.children[place] !== row) {
      rows.insertBefore(row, rows.children[place] || null);
    }
  });
}

/* Who works with the keyboard does not fall back to the page's beginning. */
function leave(column, row) {
  if (!row.classList.contains('gone')) {
    return;
  }
  if (row.contains(document.activeElement)) {
    const other = row.nextElementSibling || row.previousElementSibling;
    (other ? other.querySelector('button') : column.querySelector('input')).focus();
  }
  row.remove();
}

function showLoad(column, load) {
  write(column.querySelector('.account'), load.account);
  for (const name of ['pending', 'inFlight']) {
    write(column.querySelector(`[data-load=${name}]`), String(load[name]));
  }
  const isLimited = load.permitsLeft !== null;
  write(column.querySelector('[data-load=left]'), isLimited ? String(load.permitsLeft) : 'no limit');
  write(column.querySelector('[data-load=limit]'), isLimited ? `of ${load.limit}` : '');
}

function showColumn(state, lit) {
  const column = document.getElementById(state.platform) || makeColumn(state);
  if (state.load) {
    showLoad(column, state.load);
  }
  const unread = column.querySelector('.unread');
  unread.hidden = !state.failure;
  write(unread, state.failure ? `The pinned chats cannot be read: ${state.failure}` : '');
  const none = column.querySelector('.none');
  none.hidden = Boolean(state.chats && state.chats.length);
  write(none, state.chats ? 'No chat is pinned' : 'Reading which chats are pinned');
  showChats(column, {...state, chats: state.chats || []}, lit);
}

function showEntry(entry, titles) {
  const item = element('li', '', entry.kind === 'FAILED' ? 'failed' : '');
  const time = element('time', new Date(entry.time).toLocaleTimeString('en-GB'));
  time.dateTime = entry.time;
  item.append(time, element('span', titles.get(entry.platform), 'platform'), element('span', entry.text, 'text'));
  log.prepend(item);
}

function show(state) {
  const isFirst = columns.childElementCount === 0;
  const entries = state.log.filter(entry => entry.number > shown).reverse();
  for (const column of state.columns) {
    const lit = isFirst ? [] : entries.filter(entry => entry.kind === 'PINNED' && entry.platform === column.platform);
    showColumn(column, new Set(lit.map(entry => entry.chatId)));
  }
  const titles = new Map(state.columns.map(column => [column.platform, column.title]));
  entries.forEach(entry => showEntry(entry, titles));
  while (log.childElementCount > state.log.length) {
    log.lastElementChild.remove();
  }
  shown = entries.length ? state.log[0].number : shown;
}

/* A browser connects again by itself, but not after an answer that is none, as from a board that is just starting. */
function connect() {
  const events = new EventSource('api/events');
  events.addEventListener('message', event => {
    show(JSON.parse(event.data));
    write(connection, 'Live');
    connection.classList.remove('failed');
  });
  events.addEventListener('error', () => {
    write(connection, 'No connection to the board. Has it been stopped?');
    connection.classList.add('failed');
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(connect, 1000);
    }
  });
}

connect();
