import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '@/lib/protocol'
import { ConfigError, readConfig } from './config'

const read = (env: Record<string, string>, ...argv: string[]) =>
  readConfig({ NODE_ENV: 'test', ...env }, argv)

describe('the configuration', () => {
  it('has a value for everything', () => {
    expect(read({})).toMatchObject({
      port: 3000,
      host: undefined,
      databaseUrl: null,
      dev: false,
      trustProxy: false,
      allowedOrigins: [],
    })
    expect(read({}).dataDir).toBe(resolve('data'))
  })

  it('takes the address of a PostgreSQL database, and repeats nothing of one that it cannot use', () => {
    const databaseUrl = 'postgres://me:secret@db.example/chainboard'
    expect(read({ DATABASE_URL: databaseUrl })).toMatchObject({ databaseUrl })
    expect(() => read({ DATABASE_URL: 'mysql://me:secret@db' })).toThrow(ConfigError)
    expect(() => read({ DATABASE_URL: 'mysql://me:secret@db' })).not.toThrow(/secret/)
  })

  it('takes each limit from its own variable', () => {
    for (const [name, { variable, value }] of Object.entries(LIMITS)) {
      expect(read({}).limits).toHaveProperty(name, value)
      expect(read({ [variable]: '7' }).limits).toHaveProperty(name, 7)
    }
    const variables = Object.values(LIMITS).map(({ variable }) => variable)
    expect(new Set(variables).size).toBe(variables.length)
  })

  it('reads origins, switches and the command line', () => {
    const config = read({ ALLOWED_ORIGINS: 'https://a.test, http://b.test:8080', TRUST_PROXY: '1' }, '--dev')
    expect(config.allowedOrigins).toEqual(['https://a.test', 'http://b.test:8080'])
    expect(config).toMatchObject({ trustProxy: true, dev: true })
  })

  it.each<Record<string, string>>([
    { PORT: '-1' },
    { PORT: '80a' },
    { PORT: '65536' },
    { LIMIT_FRAME_BYTES: '1.5' },
    { TRUST_PROXY: 'maybe' },
    { ALLOWED_ORIGINS: 'https://a.test/path' },
  ])('refuses %o', env => {
    expect(() => read(env)).toThrow(ConfigError)
  })
})
