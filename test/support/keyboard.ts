/** A person without a mouse: Tab until the control has the focus, then the keys that such a control knows. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

export type Keyboard = ReturnType<typeof keyboardOf>

/** More stops than any page has: whoever needs more goes round in circles. */
const mostStops = 200

export function keyboardOf(page: Page) {
  const isOn = (selector: string): Promise<boolean> =>
    page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)

  /** @throws when no way of pressing Tab leads there */
  const reaches = async (selector: string): Promise<void> => {
    for (let stops = 0; stops < mostStops; stops++) {
      if (await isOn(selector)) return
      await page.keyboard.press('Tab')
    }
    assert.fail(`${selector} cannot be reached with Tab on ${page.url()}`)
  }
  /** Runs what leads to another page and waits until that page is there. */
  const leaves = async (act: () => Promise<unknown>): Promise<void> => {
    const loaded = page.waitForEvent('load')
    await act()
    await loaded
  }

  return {
    reaches,
    leaves,
    writes: async (selector: string, text: string): Promise<void> => {
      await reaches(selector)
      await page.keyboard.press('Control+a')
      await page.keyboard.insertText(text)
    },
    /** A day in a date field, typed in the order that the browser's own language gives to its parts. */
    dates: async (selector: string, day: string): Promise<void> => {
      const [year, month, date] = day.split('-') as [string, string, string]
      for (const digits of [date + month + year, month + date + year, year + month + date]) {
        await reaches(selector)
        await page.keyboard.type(digits)
        if ((await page.inputValue(selector)) === day) return
        // Back to the first part of the field.
        await page.keyboard.press('Shift+Tab')
        await page.keyboard.press('Shift+Tab')
        await page.keyboard.press('Shift+Tab')
      }
      assert.fail(`${selector} does not take ${day}`)
    },
    /** A tick, a button, a folded part: Space. */
    presses: async (selector: string): Promise<void> => {
      await reaches(selector)
      await page.keyboard.press('Space')
    },
    /** A link or a button that leads on: Enter. */
    follows: async (selector: string): Promise<void> => {
      await reaches(selector)
      await leaves(() => page.keyboard.press('Enter'))
    },
    /** One of a group of radio buttons: Tab to the group, then the arrow until it is chosen. */
    chooses: async (selector: string): Promise<void> => {
      const name = await page.locator(selector).getAttribute('name')
      const form = await page.locator(selector).evaluate((one: HTMLInputElement) => one.form?.id ?? '')
      await reaches(`${form === '' ? '' : `#${form} `}[name="${name}"]`)
      await page.keyboard.press('Space')
      for (let at = 0; at < 30 && !(await page.isChecked(selector)); at++)
        await page.keyboard.press('ArrowDown')
      assert.ok(await page.isChecked(selector), `${selector} is chosen with the arrows`)
    },
    /** An option of a select by the beginning of its words, as they are typed. */
    picks: async (selector: string, words: string): Promise<void> => {
      await reaches(selector)
      await page.keyboard.type(words)
      const chosen = await page.locator(`${selector} option:checked`).textContent()
      assert.ok(chosen!.trim().startsWith(words), `${selector}: ${chosen}`)
    },
    /** An office by words of its name: searched, and the one that was found chosen with Space. */
    finds: async (box: string, words: string, value: string): Promise<void> => {
      await reaches(`${box}-q`)
      await page.keyboard.press('Control+a')
      await page.keyboard.insertText(words)
      await page.keyboard.press('Enter')
      await page.waitForSelector(`${box} [data-found] [value="${value}"]`)
      await reaches(`${box} [data-found] input`)
      await page.keyboard.press('Space')
      for (let at = 0; at < 20 && !(await page.isChecked(`${box} [value="${value}"]`)); at++)
        await page.keyboard.press('ArrowDown')
      assert.ok(await page.isChecked(`${box} [value="${value}"]`), `${words} is chosen`)
    },
  }
}
