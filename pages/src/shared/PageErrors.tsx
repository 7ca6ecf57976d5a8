import { Button, Paper, Stack, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { Component, type ReactNode } from 'react';
import { Heading } from './Heading';
import { type Language, languageOf } from './language/languages';
import { preferredLocale } from './language/preference';

/** Shown in place of a page that could not be loaded or shown, such as one whose files a new version has replaced. */
export class PageErrors extends Component<{ children: ReactNode }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const language = languageOf(preferredLocale()) ?? 'en';
    const [title, lead, button] = TEXTS[language];
    return (
      <main className="entrance" lang={language}>
        <Paper className="card" role="alert">
          <Stack>
            <Heading order={1}>{title}</Heading>
            <Text c="dimmed">{lead}</Text>
            <LoadAgain text={button} />
          </Stack>
        </Paper>
      </main>
    );
  }
}

/** Happens by itself once the browser is back online. */
function LoadAgain({ text }: { text: string }) {
  useWindowEvent('online', () => location.reload());
  return <Button onClick={() => location.reload()}>{text}</Button>;
}

/** Not among the messages, which are the first thing that may fail to load. */
const TEXTS: Record<Language, readonly [title: string, lead: string, button: string]> = {
  en: ['This page could not be loaded', 'Check your connection, and load it again.', 'Load again'],
  de: [
    'Diese Seite konnte nicht geladen werden',
    'Prüfen Sie Ihre Verbindung und laden Sie die Seite neu.',
    'Neu laden',
  ],
  fr: ['Cette page n’a pas pu être chargée', 'Vérifiez votre connexion, puis rechargez la page.', 'Recharger'],
  es: ['No se ha podido cargar esta página', 'Compruebe su conexión y vuelva a cargarla.', 'Volver a cargar'],
  pt: ['Não foi possível carregar esta página', 'Verifique sua conexão e carregue a página novamente.', 'Recarregar'],
  ja: ['ページを読み込めませんでした', '接続を確認して、もう一度読み込んでください。', '再読み込み'],
};
