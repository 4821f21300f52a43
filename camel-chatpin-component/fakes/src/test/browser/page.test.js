import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, beforeEach, test } from 'node:test';
import { chromium } from 'playwright-core';

const PATIENCE = 20_000;

let standIns;
let access;
let browser;
let page;
let complaints;

async function start() {
  const child = spawn('java', ['-jar', process.env.STANDALONE_JAR, '--until-input-ends', '--gateways=gowa,wwebjs'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, access: JSON.parse(line) };
}

async function open(url) {
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(PATIENCE);
  complaints = [];
  page.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('request', request => request.url().startsWith(url) || request.url().startsWith('data:')
    || complaints.push(request.url()));
  await page.goto(url);
}

function post(url, body, headers) {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

function pinDialog(id) {
  return post(`${access.bitrix24.webhookUrl}im.recent.pin`, { DIALOG_ID: id });
}

function pinChat(number) {
  const { gatewayUrl, instance, token } = access.whatsapp;
  return post(`${gatewayUrl}/api/chat/pinChat/${instance}`, { number, pin: true }, { token });
}

function bitrix24() {
  return page.getByRole('region', { name: 'Bitrix24', exact: true });
}

function whatsApp() {
  return page.getByRole('region', { name: 'WhatsApp RyzeAPI' });
}

function wwebjs() {
  return page.getByRole('region', { name: 'WhatsApp wwebjs', exact: true });
}

async function click(region, name) {
  await region.getByRole('button', { name }).click();
  await page.getByRole('status').filter({ hasText: `Done: ${name}` }).waitFor();
}

function newestRow(region) {
  return region.getByRole('row').nth(1);
}

before(async () => {
  const started = await start();
  standIns = started.child;
  access = started.access;
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
  await open(access.control.url);
});

beforeEach(async () => {
  await post(`${access.control.url}/reset`, {});
});

after(async () => {
  await browser?.close();
  standIns?.stdin.end();
});

test('shows a pin in Bitrix24 as it arrives', async () => {
  assert.equal((await pinDialog('chat17')).status, 200);

  await bitrix24().getByRole('listitem').filter({ hasText: /^chat17$/ }).waitFor();
  await newestRow(bitrix24()).filter({ hasText: /1200im\.recent\.pin\s+DIALOG_ID=chat17/ }).waitFor();
});

test('shows a pin in WhatsApp as it arrives', async () => {
  assert.equal((await pinChat('5511999999999')).status, 200);

  await whatsApp().getByRole('listitem').filter({ hasText: /^5511999999999@s\.whatsapp\.net$/ }).waitFor();
  await newestRow(whatsApp()).filter({ hasText: 'pinChat' }).waitFor();
});

test('shows the other gateways that run, each with what is its own', async () => {
  await post(`${access.control.url}/wwebjs/pins`, { jid: '5511999999999' });
  await wwebjs().getByRole('listitem').filter({ hasText: /^5511999999999@s\.whatsapp\.net$/ }).waitFor();
  assert.equal(await page.getByRole('region', { name: 'WhatsApp gowa', exact: true }).count(), 1);
  assert.equal(await page.getByRole('region', { name: 'WhatsApp openwa', exact: true }).count(), 0);

  await click(wwebjs(), 'Disconnect acme');
  await wwebjs().getByRole('heading', { name: 'Pinned by acme (disconnected)' }).waitFor();
  await fetch(`${access.wwebjs.gatewayUrl}/client/getChats/acme`, { headers: { 'x-api-key': access.wwebjs.token } });
  await newestRow(wwebjs()).filter({ hasText: '404listChats' }).waitFor();

  await click(wwebjs(), 'Reset');
  await wwebjs().getByRole('heading', { name: 'Pinned by acme (connected)' }).waitFor();
});

test('shows the commands of a batch, and the newest request first', async () => {
  await pinDialog('chat1');
  await post(`${access.bitrix24.webhookUrl}batch`, {
    cmd: { a: 'im.recent.pin?DIALOG_ID=chat2', b: 'im.recent.pin?DIALOG_ID=chat3' },
  });

  const row = newestRow(bitrix24()).filter({ hasText: 'batch' });
  await row.getByRole('listitem').filter({ hasText: 'a: im.recent.pin DIALOG_ID=chat2' }).waitFor();
  await row.getByRole('listitem').filter({ hasText: 'b: im.recent.pin DIALOG_ID=chat3' }).waitFor();
});

test('fails the next request at the push of a button', async () => {
  await click(bitrix24(), 'Next: 503 QUERY_LIMIT_EXCEEDED');

  const refused = await pinDialog('chat17');

  assert.equal(refused.status, 503);
  assert.equal((await refused.json()).error, 'QUERY_LIMIT_EXCEEDED');
  await newestRow(bitrix24()).filter({ hasText: '503' }).waitFor();
  assert.equal((await pinDialog('chat17')).status, 200);
});

test('holds a request and releases it, with the keyboard alone', async () => {
  await bitrix24().getByRole('button', { name: 'Next: hangs' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Done: Next: hangs' }).waitFor();
  const hanging = pinDialog('chat17');
  await newestRow(bitrix24()).filter({ hasText: 'no answer' }).waitFor();

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  assert.equal((await hanging).status, 200);
  await newestRow(bitrix24()).filter({ hasText: '200' }).waitFor();
});

test('disconnects an instance and connects it', async () => {
  await click(whatsApp(), 'Disconnect acme');
  await whatsApp().getByRole('heading', { name: 'Pinned by acme (disconnected)' }).waitFor();
  assert.equal((await pinChat('5511999999999')).status, 503);

  await click(whatsApp(), 'Connect acme');
  assert.equal((await pinChat('5511999999999')).status, 200);
});

test('withdraws faults, and resets', async () => {
  await pinDialog('chat17');
  await click(bitrix24(), 'Next: lost answer');
  await click(bitrix24(), 'Clear faults');
  assert.equal((await pinDialog('chat18')).status, 200);

  await click(bitrix24(), 'Reset');

  await bitrix24().getByText('nothing', { exact: true }).waitFor();
  assert.equal(await bitrix24().getByRole('row').count(), 1);
});

test('shows what a client must not send', async () => {
  await post(`${access.bitrix24.url}/somewhere`, {});

  await bitrix24().getByRole('listitem').filter({ hasText: 'unknown path: POST /somewhere' }).waitFor();
});

test('takes text of a request as text', async () => {
  const hostile = '<img src=x onerror="document.title=1">';
  await post(`${access.bitrix24.webhookUrl}im.recent.pin`, { DIALOG_ID: hostile, [hostile]: [hostile] });

  await newestRow(bitrix24()).filter({ hasText: hostile }).waitFor();
  assert.equal(await page.locator('img').count(), 0);
});

test('fits a narrow screen', async () => {
  await pinDialog('chat17');
  await page.setViewportSize({ width: 360, height: 800 });

  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  await page.setViewportSize({ width: 1280, height: 900 });
  assert.ok(overflow <= 0, `${overflow} pixels too wide`);
});

test('loads nothing from elsewhere, and breaks no rule of its own', () => {
  assert.deepEqual(complaints, []);
});

test('says that the stand-ins have ended', async () => {
  const { child, access: others } = await start();
  await open(others.control.url);
  await newestRow(bitrix24()).waitFor({ state: 'hidden' });

  child.stdin.end();
  await once(child, 'exit');

  await page.getByRole('status').filter({ hasText: 'No answer from the stand-ins' }).waitFor();
});
