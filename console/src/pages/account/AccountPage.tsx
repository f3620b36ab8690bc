/** One's own account: who one is, password, second factor, sessions, colours, and where one may work. */
import { SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { Card } from "../../parts/Card";
import layout from "../../parts/layout.module.css";
import { Page } from "../../parts/Page";
import { Panel } from "../../parts/Panel";
import { useMe } from "../../session/useOrganization";
import style from "./account.module.css";
import { Everywhere } from "./Everywhere";
import { Organizations } from "./Organizations";
import { Password } from "./Password";
import { SecondFactor } from "./SecondFactor";
import { words } from "./words";

export function AccountPage() {
  const me = useMe();
  return (
    <Page title={words.title}>
      <div className={style.account}>
        <div className={layout.stack}>
          <Panel title={words.you.title} query={me}>
            {({ name, email }) => (
              <dl className={layout.facts}>
                <dt>{words.you.name}</dt>
                <dd>{name ? <bdi>{name}</bdi> : <span className="soft">{words.you.noName}</span>}</dd>
                <dt>{words.you.email}</dt>
                <dd>{email}</dd>
              </dl>
            )}
          </Panel>
          <Panel title={words.organizations.title} query={me}>
            {({ memberships }) => <Organizations memberships={memberships} />}
          </Panel>
          <Colours />
        </div>
        <div className={layout.stack}>
          <SecondFactor />
          <Password />
          <Everywhere />
        </div>
      </div>
    </Page>
  );
}

function Colours() {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true }); // else it writes a <style> element
  return (
    <Card title={words.colours.title}>
      <SegmentedControl
        aria-label={words.colours.label}
        className={style.colours}
        value={colorScheme}
        onChange={(chosen) => setColorScheme(chosen as typeof colorScheme)}
        data={[
          { value: "light", label: words.colours.light },
          { value: "dark", label: words.colours.dark },
          { value: "auto", label: words.colours.auto },
        ]}
      />
    </Card>
  );
}
