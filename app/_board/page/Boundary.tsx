import { Component, type ReactNode } from 'react'

interface Props {
  /** What stands in the place of something that broke; it is given the way to try again. */
  instead: (tryAgain: () => void) => ReactNode
  children: ReactNode
}

/** Something that may break alone while everything around it goes on. */
export class Boundary extends Component<Props, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError = () => ({ isBroken: true })

  override render(): ReactNode {
    const { instead, children } = this.props
    return this.state.isBroken ? instead(() => this.setState({ isBroken: false })) : children
  }
}
