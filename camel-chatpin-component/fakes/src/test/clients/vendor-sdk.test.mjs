// The vendor's SDK, @bitrix24/b24jssdk.
import { after, before, beforeEach, test } from 'node:test'
import assert from 'node:assert/strict'
import { B24Hook, B24OAuth } from '@bitrix24/b24jssdk'
import { start } from './stand-in.mjs'

let fakes
let b24

before(async () => {
  fakes = await start()
})
beforeEach(async () => {
  await fakes.control('/bitrix24/reset')
  b24 = B24Hook.fromWebhookUrl(`${fakes.bitrix24.httpsUrl}/rest/${fakes.bitrix24.authorizationToken}`)
  b24.offClientSideWarning()
})
after(() => fakes.stop())

const pin = (dialog, state = 'Y') => ({ method: 'im.recent.pin', params: { DIALOG_ID: dialog, PIN: state } })

test('pins and unpins', async () => {
  assert.equal((await b24.actions.v2.call.make(pin('chat17'))).getData().result, true)
  assert.deepEqual((await fakes.state()).pinned, ['chat17'])

  await b24.actions.v2.call.make(pin('chat17', 'N'))
  assert.deepEqual((await fakes.state()).pinned, [])
})

test('is told of an error by its code', async () => {
  const answer = await b24.actions.v2.call.make(pin('seventeen')).catch(error => error)

  assert.match(JSON.stringify(answer.getErrorMessages?.() ?? String(answer)), /Dialog ID can't be empty/)
})

test('pins a batch of forty', async () => {
  const calls = Array.from({ length: 40 }, (_, i) => pin(`chat${i + 1}`))
  const answer = await b24.actions.v2.batch.make({ calls, options: { isHaltOnError: false } })

  assert.ok(answer.isSuccess)
  assert.equal((await fakes.state()).pinned.length, 40)
  assert.equal((await fakes.state()).requests, 1)
})

test('renews an expired token and goes on', async () => {
  const application = new B24OAuth(
    {
      applicationToken: 'x',
      userId: 1,
      memberId: 'x',
      accessToken: fakes.bitrix24.accessToken,
      refreshToken: fakes.bitrix24.refreshToken,
      expires: Math.floor(Date.now() / 1000) + 3600,
      expiresIn: 3600,
      scope: 'im',
      domain: new URL(fakes.bitrix24.httpsUrl).host,
      clientEndpoint: `${fakes.bitrix24.httpsUrl}/rest/`,
      serverEndpoint: `${fakes.bitrix24.httpsUrl}/rest/`,
      status: 'L'
    },
    { clientId: fakes.bitrix24.clientId, clientSecret: fakes.bitrix24.clientSecret }
  )
  application.offClientSideWarning()
  await fakes.control('/bitrix24/expire-access-token')

  assert.equal((await application.actions.v2.call.make(pin('chat18'))).getData().result, true)
  assert.equal((await fakes.state()).renewals, 1)
  assert.deepEqual((await fakes.state()).violations, [])
})
