import { Bug } from 'lucide-react';
import { Component, type ReactNode } from 'react';

import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

interface ErrorBoundaryProps {
  /** What is inside, for the sentence: `This webhook`. */
  readonly what: string;
  readonly children: ReactNode;
}

/** One thing that can't be shown must not take the window with it. A class, because React has no hook for this. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly problem: string | null }> {
  override state = { problem: null };

  static getDerivedStateFromError(error: unknown): { readonly problem: string } {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { problem } = this.state;
    if (problem === null) return this.props.children;
    return (
      <EmptyState icon={Bug} title={`${this.props.what} can’t be shown`} text={problem}>
        <Button onClick={() => this.setState({ problem: null })}>Try again</Button>
      </EmptyState>
    );
  }
}
