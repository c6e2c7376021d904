import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assertAccessible, openPage } from '../../../test/support/browser.ts'
import { createTestDatabase } from '../../../test/support/database.ts'
import { aGround } from '../../../test/support/ground.ts'
import { makeApp } from '../../app.ts'
import { createAccount } from './create.ts'

const database = await createTestDatabase()
const { app } = await makeApp(aGround(database))
const url = await app.listen({ port: 0, host: '127.0.0.1' })
after(() => app.close())
const password = 'kopi pagi di teras'
const account = await createAccount(
  database.db,
  { email: 'sari@contoh.go.id', name: 'Sari Dewi', roles: ['national_verifier'], password },
  new Date(),
)
const folder = process.env['LAPOR_SCREENSHOTS']

test('a person signs in without script, is told of a mistake, and comes to the page they wanted', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(`${url}/meja/setelan`)
  assert.match(page.url(), /\/masuk\?next=%2Fmeja%2Fsetelan$/)
  await page.fill('#email', account.email)
  await page.fill('#password', 'kopi pagi')
  await page.click('main button')
  assert.match((await page.textContent('[role=alert]')) ?? '', /tidak cocok/)
  assert.equal(await page.inputValue('#email'), account.email)
  await page.fill('#password', password)
  await page.click('main button')
  assert.equal(page.url(), `${url}/meja/setelan`)
  assert.match((await page.textContent('h1')) ?? '', /Setelan meja/)
})

for (const width of [320, 390, 1280]) {
  test(`sign-in and settings can be used by everyone at ${width} px`, async () => {
    const page = await openPage({ viewport: { width, height: 900 } })
    for (const path of ['/masuk', '/en/masuk', '/meja/setelan']) {
      await page.goto(url + path)
      if (page.url().includes('/masuk?')) {
        await page.fill('#email', account.email)
        await page.fill('#password', password)
        await page.click('main button')
      }
      await assertAccessible(page)
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      assert.ok(Number(overflow) <= 0, `${path} is ${String(overflow)} px too wide`)
      if (folder !== undefined)
        await page.screenshot({
          path: `${folder}/akun${path.replaceAll('/', '-')}-${width}.png`,
          fullPage: true,
        })
    }
  })
}
