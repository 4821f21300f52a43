import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright-core';

const PATIENCE = 20_000;
const DESK = { width: 1200, height: 900 };
const PHONE = { width: 360, height: 800 };

const ANA = '5511977770001';
const BRUNO = '5511977770002';
const CARLA = '5511977770003';
const DIEGO = '5511977770004';
const HOSTILE = '5511977770005';
const TITLES = {
  [ANA]: 'Ana Souza, Padaria Lua',
  [BRUNO]: 'Bruno Lima',
  [CARLA]: 'Carla Mendes, returns',
  [DIEGO]: 'Diego Alves',
  [HOSTILE]: '<img src=x onerror="document.title=1">',
};

let standIns;
let board;
let access;
let address;
let browser;
let page;
let complaints;

async function start(args, environment) {
  const child = spawn('java', args, {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), once(child, 'exit')]);
  assert.equal(typeof line, 'string', 'it has ended at once');
  return { child, line };
}

async function post(url, body, method = 'POST') {
  const answer = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  assert.equal(answer.status, 200, `${url}: ${answer.status}`);
}

function control(path, body, method) {
  return post(`${access.control.url}/${path}`, body, method);
}

/* As a user does by hand. */
function pinDialog(id, pinned = true) {
  return post(`${access.bitrix24.webhookUrl}im.recent.pin`, { DIALOG_ID: id, PIN: pinned ? 'Y' : 'N' });
}

function pinChat(jid) {
  return control('wwebjs/pins', { jid });
}

function bitrix24() {
  return page.getByRole('region', { name: 'Bitrix24', exact: true });
}

function whatsApp() {
  return page.getByRole('region', { name: 'WhatsApp', exact: true });
}

function rows(region) {
  return region.getByRole('list').first().getByRole('listitem');
}

function row(region, text) {
  return rows(region).filter({ hasText: text });
}

function answer(region) {
  return region.getByRole('status');
}

function log() {
  return page.getByRole('log').getByRole('listitem');
}

/* Presses Tab until it is reached, as a person without a mouse does. */
async function tabTo(locator) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await locator.evaluate(element => element === document.activeElement)) {
      const outline = await locator.evaluate(element => getComputedStyle(element).outlineStyle);
      assert.equal(outline, 'solid', 'the focus is not seen');
      return;
    }
  }
  assert.fail(`not reached: ${locator}`);
}

async function paste(region, ...chats) {
  const box = region.getByLabel('One chat id a line');
  await region.getByText('Exactly these chats').click();
  await box.fill(chats.join('\n'));
  await region.getByRole('button', { name: 'Show what would change' }).click();
}

function part(region, name) {
  return region.getByRole('group', { name: 'What would change' }).locator('div').filter({ hasText: name }).last();
}

before(async () => {
  const upstreams = await start(['-jar', process.env.STANDALONE_JAR, '--until-input-ends', '--gateways=wwebjs', '--limit=1000,100']);
  standIns = upstreams.child;
  access = JSON.parse(upstreams.line);
  for (const [jid, title] of Object.entries(TITLES)) {
    await control('wwebjs/chats', { jid, title });
  }
  const started = await start(['-cp', process.env.BOARD_CLASSPATH, 'io.github.chatpin.example.board.BoardExample'], {
    BOARD_PORT: '0',
    BOARD_DELAY: '600',
    CHATPIN_BITRIX24_PORTAL_URL: access.bitrix24.url,
    CHATPIN_BITRIX24_AUTHORIZATION_TOKEN: access.bitrix24.webhookUrl.match(/[^/]+\/[^/]+(?=\/$)/)[0],
    CHATPIN_WHATSAPP_GATEWAY: 'wwebjs',
    CHATPIN_WHATSAPP_GATEWAY_URL: access.wwebjs.gatewayUrl,
    CHATPIN_WHATSAPP_INSTANCE: access.wwebjs.instance,
    CHATPIN_WHATSAPP_TOKEN: access.wwebjs.token,
  });
  board = started.child;
  address = started.line;
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  page = await browser.newPage({ viewport: DESK, colorScheme: 'light' });
  page.setDefaultTimeout(PATIENCE);
  complaints = [];
  page.on('console', message => ['error', 'warning'].includes(message.type())
    && !/status of (422|503)/.test(message.text()) && complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('request', request => request.url().startsWith(address) || request.url().startsWith('data:')
    || complaints.push(request.url()));
});

/* chat17 and 256 are pinned in the portal, Ana's and Bruno's chats on the phone. */
beforeEach(async () => {
  for (const chat of await pinnedDialogs()) {
    await pinDialog(chat, false);
  }
  for (const jid of Object.keys(TITLES)) {
    await control(`wwebjs/pins/${jid}`, undefined, 'DELETE');
  }
  await pinDialog('256');
  await pinDialog('chat17');
  await pinChat(BRUNO);
  await pinChat(ANA);
  await page.goto(address);
  await page.getByText('Live', { exact: true }).waitFor();
  await showsOnly(bitrix24(), 'Chat 17', 'User 256');
  await showsOnly(whatsApp(), TITLES[ANA], TITLES[BRUNO]);
});

after(async () => {
  await browser?.close();
  board?.kill();
  standIns?.stdin.end();
});

async function pinnedDialogs() {
  return (await (await fetch(`${access.control.url}/bitrix24/state`)).json()).pinned;
}

async function showsOnly(region, ...titles) {
  const end = Date.now() + PATIENCE;
  let seen;
  do {
    seen = await rows(region).locator('.title').allTextContents();
    if (JSON.stringify(seen) === JSON.stringify(titles)) {
      return;
    }
    await page.waitForTimeout(100);
  } while (Date.now() < end);
  assert.deepEqual(seen, titles);
}

/* First, while the log is short. */
test('is photographed', async () => {
  await pinDialog('chat2041');
  await showsOnly(bitrix24(), 'Chat 2041', 'Chat 17', 'User 256');
  await pinChat(CARLA);
  await row(whatsApp(), 'Carla Mendes').waitFor();
  await whatsApp().getByLabel('Chat to pin').fill(DIEGO);
  await whatsApp().getByRole('button', { name: 'Pin', exact: true }).click();
  await answer(whatsApp()).filter({ hasText: /pin/i }).filter({ hasNotText: 'At work' }).waitFor();
  await paste(bitrix24(), 'chat2041', '256', 'chat330');
  await bitrix24().getByRole('button', { name: 'Confirm' }).waitFor();
  await page.waitForFunction(() => !document.querySelector('.new'));
  await control(`wwebjs/pins/${CARLA}`, undefined, 'DELETE');
  await page.waitForFunction(() => document.querySelector('#whatsapp .gone'));
  await pinChat(CARLA);
  await page.waitForFunction(() => document.querySelector('#whatsapp .new'));
  await page.waitForTimeout(1000);

  await page.screenshot({ path: 'board.png', fullPage: true });
});

test('shows both accounts side by side, what waits and what is left of the limit', async () => {
  const left = await bitrix24().boundingBox();
  const right = await whatsApp().boundingBox();
  assert.equal(left.y, right.y);
  assert.ok(left.x + left.width < right.x);

  await bitrix24().getByText(access.bitrix24.url).waitFor();
  await whatsApp().getByText(`wwebjs at ${access.wwebjs.gatewayUrl}`).waitFor();
  await bitrix24().getByText('50 requests, drained in 25 s').waitFor();
  await whatsApp().getByText('no limit').waitFor();
  assert.match(await bitrix24().locator('dl').first().innerText(), /Waiting\s+\d+\s+In flight\s+\d+\s+Left of the limit\s+\d+/);
});

test('lights up what a user pins by hand, for a while', async () => {
  await pinDialog('chat5');

  const arrived = row(bitrix24(), 'Chat 5');
  await arrived.waitFor();
  assert.match(await arrived.getAttribute('class'), /new/);
  await log().filter({ hasText: 'Chat 5 (chat5) is pinned' }).first().waitFor();
  await page.waitForFunction(() => !document.querySelector('#bitrix24 .new'));
  await showsOnly(bitrix24(), 'Chat 5', 'Chat 17', 'User 256');
});

test('strikes through what a user unpins by hand, and takes it away', async () => {
  await control(`wwebjs/pins/${BRUNO}`, undefined, 'DELETE');

  await page.waitForFunction(() => document.querySelector('#whatsapp .gone'));
  await showsOnly(whatsApp(), TITLES[ANA]);
});

test('pins a chat by the form', async () => {
  await bitrix24().getByLabel('Chat to pin').fill('chat42');
  await bitrix24().getByRole('button', { name: 'Pin', exact: true }).click();

  await answer(bitrix24()).filter({ hasText: 'chat42 is pinned' }).waitFor();
  await showsOnly(bitrix24(), 'Chat 42', 'Chat 17', 'User 256');
  assert.equal(await bitrix24().getByLabel('Chat to pin').inputValue(), '');
  assert.deepEqual(await pinnedDialogs(), ['chat42', 'chat17', '256']);
});

test('unpins a chat by a click', async () => {
  await whatsApp().getByRole('button', { name: 'Unpin Bruno Lima' }).click();

  await answer(whatsApp()).filter({ hasText: `${BRUNO} is unpinned` }).waitFor();
  await showsOnly(whatsApp(), TITLES[ANA]);
});

test('syncs a list, and shows before what would change', async () => {
  await paste(bitrix24(), 'chat9', '256', '', ' chat8 ');

  await part(bitrix24(), 'Will be pinned').filter({ hasText: 'chat9, chat8' }).waitFor();
  await part(bitrix24(), 'Will be unpinned').filter({ hasText: 'Chat 17 (chat17)' }).waitFor();
  await part(bitrix24(), 'Are pinned already').filter({ hasText: 'User 256 (256)' }).waitFor();
  assert.deepEqual(await pinnedDialogs(), ['chat17', '256']);

  await bitrix24().getByRole('button', { name: 'Confirm' }).click();

  await answer(bitrix24()).filter({ hasText: 'Pinned: chat9, chat8. Unpinned: Chat 17 (chat17).' }).waitFor();
  await showsOnly(bitrix24(), 'Chat 9', 'Chat 8', 'User 256');
});

test('forgets the dry run of a list that was edited since', async () => {
  await paste(bitrix24(), 'chat9');
  await bitrix24().getByRole('button', { name: 'Confirm' }).waitFor();

  await bitrix24().getByLabel('One chat id a line').press('End');
  await bitrix24().getByLabel('One chat id a line').pressSequentially('9');

  assert.equal(await bitrix24().getByRole('button', { name: 'Confirm' }).count(), 0);
  assert.deepEqual(await pinnedDialogs(), ['chat17', '256']);
});

test('says in words what fails, and keeps what was typed', async () => {
  await bitrix24().getByLabel('Chat to pin').fill('seventeen');
  await bitrix24().getByLabel('Chat to pin').press('Enter');

  await answer(bitrix24()).filter({ hasText: "use chat17, sg5 or a user's number such as 256" }).waitFor();
  assert.equal(await bitrix24().getByLabel('Chat to pin').inputValue(), 'seventeen');
  await log().filter({ hasText: 'use chat17, sg5' }).first().waitFor();
});

test('says that a phone is off line, and when it is back', async () => {
  const session = `wwebjs/sessions/${access.wwebjs.instance}`;
  await control(`${session}/disconnect`, {});
  await whatsApp().getByText('The pinned chats cannot be read').waitFor();
  await row(whatsApp(), TITLES[ANA]).waitFor();

  await control(`${session}/connect`, {});

  await whatsApp().getByText('The pinned chats cannot be read').waitFor({ state: 'hidden' });
  await log().filter({ hasText: 'The pinned chats can be read again' }).first().waitFor();
});

test('takes titles as text', async () => {
  await pinChat(HOSTILE);

  await row(whatsApp(), TITLES[HOSTILE]).waitFor();
  assert.equal(await page.locator('img').count(), 0);
});

test('does it all with the keyboard', async () => {
  await tabTo(bitrix24().getByRole('button', { name: 'Unpin Chat 17' }));
  await page.keyboard.press('Enter');
  await answer(bitrix24()).filter({ hasText: 'chat17 is unpinned' }).waitFor();
  await showsOnly(bitrix24(), 'User 256');
  const next = bitrix24().getByRole('button', { name: 'Unpin User 256' });
  assert.ok(await next.evaluate(element => element === document.activeElement), 'the focus is lost');

  await tabTo(bitrix24().getByLabel('Chat to pin'));
  await page.keyboard.type('chat42');
  await page.keyboard.press('Enter');
  await answer(bitrix24()).filter({ hasText: 'chat42 is pinned' }).waitFor();

  await tabTo(bitrix24().getByText('Exactly these chats'));
  await page.keyboard.press('Enter');
  await tabTo(bitrix24().getByLabel('One chat id a line'));
  await page.keyboard.type('chat1\nchat2');
  await tabTo(bitrix24().getByRole('button', { name: 'Show what would change' }));
  await page.keyboard.press('Enter');
  await part(bitrix24(), 'Will be unpinned').filter({ hasText: 'chat42' }).waitFor();
  await tabTo(bitrix24().getByRole('button', { name: 'Confirm' }));
  await page.keyboard.press('Enter');

  await showsOnly(bitrix24(), 'Chat 1', 'Chat 2');
});

test('fits a phone, one column below the other', async () => {
  await page.setViewportSize(PHONE);
  await paste(whatsApp(), ANA, CARLA);
  await whatsApp().getByRole('button', { name: 'Confirm' }).waitFor();

  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const upper = await bitrix24().boundingBox();
  const lower = await whatsApp().boundingBox();

  await page.setViewportSize(DESK);
  assert.ok(overflow <= 0, `${overflow} pixels too wide`);
  assert.ok(upper.y + upper.height < lower.y);
});

/* As the WCAG define it. */
async function contrast(locator) {
  return locator.evaluate(element => {
    const parse = text => text.match(/[\d.]+/g).map(Number);
    const light = ([red, green, blue]) => [red, green, blue]
      .map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
      .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
    let below = element;
    while (parse(getComputedStyle(below).backgroundColor)[3] === 0) {
      below = below.parentElement;
    }
    const lights = [getComputedStyle(element).color, getComputedStyle(below).backgroundColor]
      .map(parse).map(light).sort((one, other) => other - one);
    return (lights[0] + 0.05) / (lights[1] + 0.05);
  });
}

for (const colorScheme of ['light', 'dark']) {
  test(`can be read in ${colorScheme}`, async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await bitrix24().getByLabel('Chat to pin').fill('seventeen');
    await bitrix24().getByRole('button', { name: 'Pin', exact: true }).click();
    await answer(bitrix24()).filter({ hasText: 'use chat17' }).waitFor();
    await pinChat(CARLA);
    await row(whatsApp(), TITLES[CARLA]).waitFor();

    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const all = [page.getByRole('heading', { name: 'Pinned chats' }), page.getByText('Live', { exact: true }),
      answer(bitrix24()), row(whatsApp(), TITLES[CARLA]).locator('.title'), row(whatsApp(), TITLES[CARLA]).locator('.id'),
      row(whatsApp(), TITLES[CARLA]).getByRole('button'), bitrix24().getByRole('button', { name: 'Pin', exact: true }),
      bitrix24().getByText('Waiting'), bitrix24().getByText('Exactly these chats'), log().first().locator('.text')];
    for (const each of all) {
      const ratio = await contrast(each);
      assert.ok(ratio >= 4.5, `${each}: ${ratio.toFixed(2)}`);
    }
    assert.equal(paper === 'rgb(245, 246, 248)', colorScheme === 'light');
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  });
}

test('moves nothing for those who want no motion', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await pinDialog('chat5');
  await row(bitrix24(), 'Chat 5').waitFor();

  const animation = await row(bitrix24(), 'Chat 5').evaluate(element => getComputedStyle(element).animationName);

  await page.emulateMedia({ reducedMotion: null });
  assert.equal(animation, 'none');
});

test('loads nothing from elsewhere, and breaks no rule of its own', () => {
  assert.deepEqual(complaints, []);
});

test('says that the board has ended', async () => {
  board.kill();
  await once(board, 'exit');

  await page.getByText('No connection to the board').waitFor();
  await bitrix24().getByLabel('Chat to pin').fill('chat42');
  await bitrix24().getByRole('button', { name: 'Pin', exact: true }).click();

  await answer(bitrix24()).filter({ hasText: 'The board does not answer' }).waitFor();
});
