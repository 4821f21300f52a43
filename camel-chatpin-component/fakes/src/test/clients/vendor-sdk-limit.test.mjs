// The limiter of the vendor's SDK, which takes half a minute for 120 calls.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { B24Hook } from '@bitrix24/b24jssdk'
import { start } from './stand-in.mjs'

let fakes

before(async () => {
  fakes = await start()
})
after(() => fakes.stop())

test('has 120 calls at once done', async () => {
  const b24 = B24Hook.fromWebhookUrl(`${fakes.bitrix24.httpsUrl}/rest/${fakes.bitrix24.authorizationToken}`)
  b24.offClientSideWarning()

  const answers = await Promise.all(
    Array.from({ length: 120 }, () => b24.actions.v2.call.make({ method: 'profile' }))
  )

  assert.ok(answers.every(answer => answer.isSuccess))
  assert.deepEqual((await fakes.state()).violations, [])
})
