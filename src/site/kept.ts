/**
 * Keeps the answer to a question for some seconds, per language. Many readers at once ask once; when asking
 * fails, the next reader asks again. Two processes may differ by that many seconds, never in what is stored.
 */
export function keptFor<Question, Answer>(
  seconds: number,
  ask: (question: Question) => Promise<Answer>,
  clock: () => number = () => performance.now(),
): (name: string, question: Question) => Promise<Answer> {
  const kept = new Map<string, { until: number; answer: Promise<Answer> }>()
  return (name, question) => {
    const found = kept.get(name)
    if (found !== undefined && clock() < found.until) return found.answer
    const answer = ask(question)
    kept.set(name, { until: clock() + seconds * 1000, answer })
    answer.catch(() => kept.delete(name))
    return answer
  }
}
