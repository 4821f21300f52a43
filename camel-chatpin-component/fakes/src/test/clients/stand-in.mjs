// Starts the stand-ins in a process of their own, for one test file.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export async function start(...settings) {
  const java = spawn('java', ['-jar', process.env.FAKES_JAR, '--until-input-ends', ...settings], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  const line = await new Promise((resolve, reject) => {
    createInterface({ input: java.stdout }).once('line', resolve)
    java.once('exit', code => reject(new Error(`the stand-ins ended with ${code}`)))
  })
  const { bitrix24, control, certificate } = JSON.parse(line)
  const json = async (path, options) => {
    const answer = await fetch(new URL(path, control.url), options)
    if (!answer.ok) {
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    }
    return answer.json()
  }
  return {
    bitrix24,
    certificate,
    state: () => json('/bitrix24/state'),
    control: (path, body = {}) => json(path, { method: 'POST', body: JSON.stringify(body) }),
    stop: () => java.stdin.end()
  }
}
