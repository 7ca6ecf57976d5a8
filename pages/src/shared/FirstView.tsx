import { pageSettings } from './page-settings';

/** Until the texts are loaded: what index.html shows until the scripts are. */
export function FirstView() {
  return (
    <div className="entrance" aria-busy="true">
      <header className="brand">
        <span className="waiting" />
        <span className="brand-name">{pageSettings.brand.name}</span>
      </header>
      <main>
        <div className="card first-view">
          <span className="waiting" />
          <span className="waiting" />
          <span className="waiting" />
        </div>
      </main>
    </div>
  );
}
