import { squash, wordsOf } from '../words.ts'

export type NamedTopic = { code: string; name: string; level: number }

/**
 * The topic that a name means, or undefined where it is not clear.
 * @param code SP4N's own number of the topic, which decides where it is one of ours
 */
export type MatchTopic = (name: string | undefined, code?: string) => string | undefined

/** Makes the matcher; where two topics have one name the more general is taken. */
export function topicMatcher(
  topics: readonly NamedTopic[],
  aliases: readonly { code: string; alias: string }[],
): MatchTopic {
  const general = [...topics].sort((one, other) => one.level - other.level)
  const codes = new Set(topics.map(({ code }) => code))
  const byName = new Map<string, string>()
  const add = (name: string, code: string) => {
    const key = squash(name)
    if (codes.has(code) && !byName.has(key)) byName.set(key, code)
  }
  for (const { code, name } of general) add(name, code)
  for (const { code, alias } of aliases) add(alias, code)
  const main = general
    .filter(({ level }) => level === 1)
    .map(({ code, name }) => ({ code, words: wordsOf(name) }))

  return (name, code) => {
    if (code !== undefined && codes.has(code)) return code
    if (name === undefined) return undefined
    const words = wordsOf(name)
    if (words.length === 0) return undefined
    const known = byName.get(words.join(''))
    if (known) return known
    // 'kesehatan dan gizi' is not one of them, but 'pendidikan' begins only one main topic.
    const begun = main.filter((topic) => words.every((word, index) => topic.words[index] === word))
    return begun.length === 1 ? begun[0]!.code : undefined
  }
}
