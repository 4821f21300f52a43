'use strict';

const SHOWN = 100;
const PAUSE = 1000;

const message = document.getElementById('message');

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}

async function ask(method, path, body) {
  const answer = await fetch(path, {method, body});
  const json = await answer.json();
  if (!answer.ok) {
    throw new Error(json.error);
  }
  return json;
}

function say(text, failed) {
  message.textContent = text;
  message.classList.toggle('failed', failed);
}

/* Replaces a list's items only if they have changed, so that nothing flickers and a selection stays. */
function fill(list, texts, ifEmpty) {
  const wanted = JSON.stringify(texts);
  if (list.dataset.shown === wanted) {
    return;
  }
  list.dataset.shown = wanted;
  const items = texts.map(text => element('li', text));
  list.replaceChildren(...(items.length ? items : [element('li', ifEmpty, 'none')]));
}

function pairs(parameters) {
  return Object.entries(parameters)
    .filter(([name]) => name !== 'cmd')
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join('  ');
}

function statusCell(status) {
  if (status === 0) {
    return element('td', 'no answer', 'open');
  }
  return element('td', status, status < 400 ? 'good' : 'bad');
}

function row(request) {
  const call = element('td', request.apiMethod || `${request.httpMethod} ${request.path}`);
  call.append(' ', element('span', pairs(request.parameters), 'parameters'));
  if (request.commands.length) {
    const commands = document.createElement('ul');
    for (const command of request.commands) {
      commands.append(element('li', `${command.key}: ${command.method} ${pairs(command.parameters)}`));
    }
    call.append(commands);
  }
  const made = document.createElement('tr');
  const time = new Date(request.receivedAt).toISOString().slice(11, 23);
  made.append(element('td', request.number), statusCell(request.status), call, element('td', time));
  return made;
}

/* Rows that are there already stay as they are, unless their request has been answered since. */
function showRequests(section, requests) {
  const body = section.querySelector('tbody');
  const keys = requests.reverse().map(({number, receivedAt, status}) => `${number} ${receivedAt} ${status}`);
  if (body.dataset.shown === keys.join()) {
    return;
  }
  body.dataset.shown = keys.join();
  const known = new Map([...body.rows].map(old => [old.dataset.request, old]));
  body.replaceChildren(...requests.map((request, i) => {
    const made = known.get(keys[i]) || row(request);
    made.dataset.request = keys[i];
    return made;
  }));
}

function showNumbers(section, state) {
  for (const cell of section.querySelectorAll('[data-number]')) {
    const value = state[cell.dataset.number];
    const number = Array.isArray(value) ? value.length : value;
    cell.textContent = number;
    const counted = ['rejected', 'violations', 'conflicts', 'overlaps'].includes(cell.dataset.number);
    cell.classList.toggle('wrong', counted && number > 0);
  }
  const violations = section.querySelector('.violations');
  violations.hidden = state.violations.length === 0;
  fill(violations.querySelector('ul'), state.violations, '');
}

function showBucket(section, bucket) {
  const box = section.querySelector('.bucket');
  box.hidden = !bucket;
  if (bucket) {
    box.querySelector('progress').max = bucket.threshold;
    box.querySelector('progress').value = bucket.level;
    box.querySelector('.level').textContent = `${bucket.level} of ${bucket.threshold}`;
  }
}

function instanceBox(name) {
  const box = document.createElement('div');
  box.dataset.instance = name;
  const head = element('div', '', 'instance');
  const button = element('button', '');
  button.type = 'button';
  head.append(element('h3', ''), button);
  const list = element('ol', '', 'pinned');
  box.append(head, list);
  return box;
}

/* The gateways that run are known from the state only. */
function gatewaySection(name) {
  const section = document.getElementById('gateway').content.firstElementChild.cloneNode(true);
  section.id = name;
  section.querySelector('small').textContent = name;
  const labels = {h2: `${name}-name`, '.requests': `${name}-requests`};
  for (const [selector, id] of Object.entries(labels)) {
    section.querySelector(selector).id = id;
  }
  section.setAttribute('aria-labelledby', `${name}-name`);
  for (const labelled of section.querySelectorAll('.scroll, table')) {
    labelled.setAttribute('aria-labelledby', `${name}-requests`);
  }
  section.querySelector('.buttons').setAttribute('aria-label', `WhatsApp ${name}: what goes wrong`);
  for (const button of section.querySelectorAll('button')) {
    button.dataset.path = `/${name}${button.dataset.path}`;
  }
  document.querySelector('main').append(section);
  return section;
}

/* Instances of RyzeAPI; sessions of the others. */
function showInstances(section, instances, path) {
  const boxes = section.querySelector('.instances');
  const known = new Map([...boxes.children].map(box => [box.dataset.instance, box]));
  instances.forEach(instance => {
    const box = known.get(instance.name) || instanceBox(instance.name);
    const button = box.querySelector('button');
    box.querySelector('h3').textContent =
      `Pinned by ${instance.name} (${instance.connected ? 'connected' : 'disconnected'})`;
    button.textContent = `${instance.connected ? 'Disconnect' : 'Connect'} ${instance.name}`;
    button.dataset.path =
      `${path}/${encodeURIComponent(instance.name)}/${instance.connected ? 'disconnect' : 'connect'}`;
    fill(box.querySelector('ol'), instance.pinned, 'nothing');
    if (!known.has(instance.name)) {
      boxes.append(box);
    }
  });
}

async function refresh() {
  const state = await ask('GET', '/state');
  document.getElementById('clock').textContent = state.clock.slice(0, 19).replace('T', ' ');
  const names = Object.keys(state).filter(name => name !== 'clock');
  for (const name of names) {
    const section = document.getElementById(name) || gatewaySection(name);
    showNumbers(section, state[name]);
    const after = Math.max(0, state[name].requests - SHOWN);
    showRequests(section, (await ask('GET', `/${name}/requests?after=${after}`)).requests);
  }
  const bitrix24 = document.getElementById('bitrix24');
  const openLines = state.bitrix24.pinnedOpenLines.map(chat => `open line ${chat}`);
  fill(bitrix24.querySelector('.pinned'), state.bitrix24.pinned.concat(openLines), 'nothing');
  showBucket(bitrix24, state.bitrix24.bucket);
  showInstances(document.getElementById('whatsapp'), state.whatsapp.instances, '/whatsapp/instances');
  names.filter(name => state[name].sessions).forEach(name =>
    showInstances(document.getElementById(name), state[name].sessions, `/${name}/sessions`));
}

async function keepFresh() {
  try {
    if (!document.hidden) {
      await refresh();
    }
    if (message.classList.contains('failed')) {
      say('', false);
    }
  } catch (unreachable) {
    say('No answer from the stand-ins. Have they been stopped?', true);
  }
  setTimeout(keepFresh, PAUSE);
}

document.addEventListener('click', async event => {
  const button = event.target.closest('button[data-path]');
  if (!button) {
    return;
  }
  const label = button.textContent;
  try {
    await ask(button.dataset.method || 'POST', button.dataset.path, button.dataset.body);
    say(`Done: ${label}`, false);
    await refresh();
  } catch (refused) {
    say(`Not done: ${label}. ${refused.message}`, true);
  }
});

keepFresh();
