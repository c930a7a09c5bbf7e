import { Notice } from './_board/page/Notice'

export default function NotFound() {
  return (
    <Notice title="There is nothing at this address">
      A board’s link looks like /b/… and ends in # and a secret.
    </Notice>
  )
}
