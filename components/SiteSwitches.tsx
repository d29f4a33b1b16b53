import type { TabAddress } from '../entrypoints/popup/tab-address';
import type { Settings } from '../shared/settings';
import type { Texts } from '../shared/texts';
import { Switch } from './Switch';

interface SiteSwitchesProps {
  address: TabAddress;
  settings: Settings;
  siteOn: boolean;
  texts: Texts;
  onSwitchSite: (on: boolean) => void;
  onSwitchButtons: (on: boolean) => void;
  onSwitchAll: (on: boolean) => void;
}

/** On or off for the site of this tab and for all sites, and how words are shown on this one. */
export function SiteSwitches(props: SiteSwitchesProps) {
  const { address, settings, siteOn, texts } = props;
  const hasChoices = Object.keys(settings.sites).length > 0;
  return (
    <div class="switches">
      {address.kind === 'site' ? (
        <Switch
          label={texts('popupSwitchSite')}
          detail={address.host}
          on={siteOn}
          texts={texts}
          onChange={props.onSwitchSite}
        />
      ) : (
        <Switch
          label={texts('popupSwitchPage')}
          detail={texts(address.kind === 'file' ? 'popupSiteFile' : 'popupSiteBrowser')}
          on={address.kind === 'file' && siteOn}
          fixed
          texts={texts}
          onChange={props.onSwitchSite}
        />
      )}
      {address.kind === 'site' && siteOn && (
        <Switch
          label={texts('popupSwitchButtons')}
          detail={texts('popupSwitchButtonsHelp')}
          on={settings.buttonSites.includes(address.host)}
          texts={texts}
          onChange={props.onSwitchButtons}
        />
      )}
      <Switch
        label={texts('popupSwitchAll')}
        {...(hasChoices && { detail: texts('popupSwitchAllExcept') })}
        on={settings.preferences.everywhere}
        texts={texts}
        onChange={props.onSwitchAll}
      />
    </div>
  );
}
