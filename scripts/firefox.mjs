import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import WebSocket from 'ws'

// Firefox as its distributors build it, driven over WebDriver BiDi: Playwright drives only a Firefox of its own.

/**
 * Evaluates a script in an empty page of a headless Firefox and gives back the string that it ends with.
 * @param {string} program path of Firefox
 * @param {string} script
 * @param {{ profile: string, minutes: number }} options a folder for the profile, and when to give up
 * @returns {Promise<string>}
 */
export async function evaluateInFirefox(program, script, { profile, minutes }) {
  mkdirSync(profile, { recursive: true })
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0']
  const firefox = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: minutes * 60_000,
    killSignal: 'SIGKILL',
  })
  const ended = once(firefox, 'close')
  try {
    const socket = new WebSocket(`${await listeningAddress(firefox)}/session`)
    await once(socket, 'open')
    const result = await evaluate(commandsOver(socket), script)
    socket.close()
    return result
  } finally {
    firefox.kill('SIGKILL')
    await ended
  }
}

async function evaluate(command, script) {
  await command('session.new', { capabilities: {} })
  const { contexts } = await command('browsingContext.getTree', {})
  const { result, exceptionDetails } = await command('script.evaluate', {
    expression: script,
    target: { context: contexts[0].context },
    awaitPromise: false,
  })
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
  return result.value
}

/** Firefox says on stderr where it listens, once it does. */
function listeningAddress(firefox) {
  return new Promise((resolve, reject) => {
    let said = ''
    firefox.stderr.setEncoding('utf8').on('data', text => {
      said += text
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1]
      if (address !== undefined) resolve(address)
    })
    firefox.on('error', reject)
    firefox.on('close', () => reject(new Error(`ended early: ${said.trim()}`)))
  })
}

/** A function that sends a command and waits for its result. */
function commandsOver(socket) {
  const waiting = new Map()
  let sent = 0
  socket.on('message', data => {
    const { id, result, message } = JSON.parse(data)
    const settle = waiting.get(id)
    waiting.delete(id)
    if (result === undefined) settle?.reject(new Error(message))
    else settle?.resolve(result)
  })
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox hung up'))
  })
  return (method, params) =>
    new Promise((resolve, reject) => {
      waiting.set(++sent, { resolve, reject })
      socket.send(JSON.stringify({ id: sent, method, params }))
    })
}
