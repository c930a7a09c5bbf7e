import { LiveBoard } from '@/app/_board/page/LiveBoard'

/** A live board. Its secret rides in the fragment, so this page knows only the board's id. */
export default async function BoardRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <LiveBoard boardId={id} />
}
