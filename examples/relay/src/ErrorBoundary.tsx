import { Component, type ReactNode } from 'react';

/** Shows the error of a query, and offers to reload the page. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <>
        <p role="alert">{error.message}</p>
        <button type="button" onClick={() => location.reload()}>
          Try again
        </button>
      </>
    );
  }
}
