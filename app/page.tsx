import { EXAMPLES } from '@/lib/board'
import { ExampleCard } from './_home/ExampleCard'
import { ExampleFigure } from './_home/ExampleFigure'
import styles from './_home/Home.module.css'
import { HomeFooter } from './_home/HomeFooter'
import { Miniature } from './_home/Miniature'
import { NewBoard } from './_home/NewBoard'
import { ThemeButton } from './_home/ThemeButton'
import { VisitedBoards } from './_home/VisitedBoards'

/** What Chainboard is, a chain to try at once, and the ways to a board. */
export default function Home() {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <span className={styles.wordmark}>Chainboard</span>
        <ThemeButton />
      </header>
      <main className={styles.main}>
        <section className={styles.hero}>
          <h1>Derive back-propagation together, on a live chain.</h1>
          <p className={styles.lede}>
            A whiteboard for study groups: everyone on the link changes the same weights and inputs, and every
            browser shows the same values, deltas and gradients at once.
          </p>
          <NewBoard />
        </section>
        <section className={styles.section} aria-labelledby="try">
          <div>
            <h2 id="try">Try it here: change a weight</h2>
            <p className={styles.intro}>
              Every number follows. This chain is yours alone; a board’s is shared.
            </p>
          </div>
          <Miniature />
        </section>
        <VisitedBoards />
        <section className={styles.section} aria-labelledby="examples">
          <div>
            <h2 id="examples">Open an example</h2>
            <p className={styles.intro}>
              Each opens as a new board. Bars: the size of f above and of δ below, layer by layer; in grey the
              loss, step by step.
            </p>
          </div>
          <ul className={styles.examples}>
            {EXAMPLES.map(({ id, title, summary, chain }) => (
              <ExampleCard
                key={id}
                title={title}
                summary={summary}
                chain={chain}
                figure={<ExampleFigure chain={chain} />}
              />
            ))}
          </ul>
        </section>
        <section className={styles.section} aria-labelledby="how">
          <h2 id="how">How it works</h2>
          <ol className={styles.how}>
            <li>
              <strong>Make a board, send its link.</strong> The link decides what its holder may do.
            </li>
            <li>
              <strong>Change any number.</strong> Every browser recomputes the chain, to the last bit the
              same.
            </li>
            <li>
              <strong>Point at a value.</strong> Its formula shows with the numbers put in; Step trains the
              weights.
            </li>
          </ol>
        </section>
      </main>
      <HomeFooter />
    </div>
  )
}
