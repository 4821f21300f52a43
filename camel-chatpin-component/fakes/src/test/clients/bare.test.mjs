// A client without a limiter, and one that pages: the server's own counts and pages.
import { after, before, beforeEach, test } from 'node:test'
import assert from 'node:assert/strict'
import { start } from './stand-in.mjs'

let fakes

before(async () => {
  fakes = await start('--clock=still') // so that the counter falls only when it is told to
})
beforeEach(() => fakes.control('/bitrix24/reset'))
after(() => fakes.stop())

const call = (method, parameters = {}) =>
  fetch(`${fakes.bitrix24.url}/rest/${fakes.bitrix24.authorizationToken}/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(parameters)
  })

test('counts 200 rapid calls right', async () => {
  const statuses = await Promise.all(Array.from({ length: 200 }, async () => (await call('profile')).status))

  assert.equal(statuses.filter(status => status === 200).length, 50)
  assert.equal(statuses.filter(status => status === 503).length, 150)
  assert.equal((await fakes.state()).rejected, 150)

  await fakes.control('/clock', { advanceSeconds: 10 })
  const later = await Promise.all(Array.from({ length: 30 }, async () => (await call('profile')).status))
  assert.equal(later.filter(status => status === 200).length, 20)
})

test('pages through 300 dialogs', async () => {
  for (let first = 1; first <= 300; first += 50) {
    const cmd = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [`c${i}`, `im.recent.pin?DIALOG_ID=chat${first + i}&PIN=N`])
    )
    await call('batch', { cmd })
  }
  const seen = new Set()
  for (let start = 0; start !== undefined; ) {
    const page = await (await call('im.recent.list', { start })).json()
    page.result.items.forEach(item => seen.add(item.id))
    start = page.next
  }

  assert.equal(seen.size, 300)
})
