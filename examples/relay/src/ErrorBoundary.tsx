import { Component, type ReactNode } from 'react';

/** Says what failed while a query was loaded, and offers to load the page again. */
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
