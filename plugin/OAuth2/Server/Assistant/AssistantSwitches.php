<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Assistant;

use Piwik\Plugins\OAuth2\Storage\MetaTable;
use Piwik\Plugins\OAuth2\Storage\StorageUnavailable;

/** The switches of the known assistants, among the named values of the installation. */
final class AssistantSwitches
{
    private const PREFIX = 'assistant.';

    /** @var ?array<string, string> */
    private ?array $stored = null;

    public function __construct(private readonly MetaTable $meta)
    {
    }

    /** @throws StorageUnavailable */
    public function of(KnownAssistant $assistant): AssistantSwitch
    {
        $this->stored ??= $this->meta->beginningWith(self::PREFIX);

        return AssistantSwitch::tryFrom($this->stored[self::PREFIX . $assistant->key] ?? '')
            ?? ($assistant->isOn ? AssistantSwitch::On : AssistantSwitch::Off);
    }

    /** @throws StorageUnavailable */
    public function set(KnownAssistant $assistant, AssistantSwitch $switch): void
    {
        $this->meta->set(self::PREFIX . $assistant->key, $switch->value);
        $this->stored = null;
    }
}
