import { type Plan, type Run, simulate } from './simulate'

/** How a run went wrong: what was broken, the last of what happened, and how to see all of it. */
export async function explain({ seed, violations }: Run, plan: Plan): Promise<string> {
  const { lines } = await simulate(seed, { ...plan, isTraced: true })
  return [
    `Seed ${seed}: ${violations.join('; ')}.`,
    ...lines.slice(-30),
    `All of it: npm run bench -- simulator --seed ${seed} --operations ${plan.operations}`,
  ].join('\n')
}

/** Runs seeds one after the other; rejects with the story of the first that fails. */
export async function runSeeds(from: number, to: number, plan: Plan): Promise<void> {
  for (let seed = from; seed < to; seed++) {
    const run = await simulate(seed, plan)
    if (run.violations.length > 0) throw new Error(await explain(run, plan))
  }
}
