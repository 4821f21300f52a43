// @2bad/bitrix, which sends GET requests, two a second.
import { after, before, beforeEach, test } from 'node:test'
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { start } from './stand-in.mjs'

const { Bitrix } = createRequire(import.meta.url)('@2bad/bitrix')
let fakes

before(async () => {
  fakes = await start()
})
beforeEach(() => fakes.control('/bitrix24/reset'))
after(() => fakes.stop())

const webhook = () => Bitrix(`${fakes.bitrix24.url}/rest/${fakes.bitrix24.authorizationToken}`)

test('pins with a webhook', async () => {
  assert.equal((await webhook().call('im.recent.pin', { DIALOG_ID: 'chat17', PIN: 'Y' })).result, true)
  assert.deepEqual((await fakes.state()).pinned, ['chat17'])
})

test('pins with an access token in the query', async () => {
  // Its second parameter is the token, which this version does not send: the query is set by hand.
  const token = { access_token: fakes.bitrix24.accessToken }
  const bitrix = Bitrix(`${fakes.bitrix24.url}/rest`, undefined, { searchParams: token })

  assert.equal((await bitrix.call('im.recent.pin', { DIALOG_ID: 'chat18', ...token })).result, true)
})

test('pins a batch', async () => {
  const answer = await webhook().batch({
    a: { method: 'im.recent.pin', params: { DIALOG_ID: 'chat1' } },
    b: { method: 'im.recent.pin', params: { DIALOG_ID: 'chat2' } }
  })

  assert.equal(answer.result.result.a, true)
  assert.deepEqual((await fakes.state()).pinned, ['chat2', 'chat1'])
})

test('is told of an error by its code', async () => {
  await assert.rejects(webhook().call('im.recent.pin', { DIALOG_ID: 'seventeen' }), /DIALOG_ID_EMPTY|400/)
})
