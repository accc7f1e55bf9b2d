<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Server\Authorize;

/** A request that ends on an {@see ErrorPage}; caught by the endpoint, never seen outside. */
final class PageRefusal extends \RuntimeException
{
    /**
     * @param list<string> $parameters
     * @param array<string, string> $details
     */
    public function __construct(
        public readonly string $errorKey,
        public readonly array $parameters = [],
        public readonly array $details = [],
        public readonly string $hintKey = ErrorPage::HINT_APPLICATION,
        public readonly int $status = 400,
    ) {
        parent::__construct($errorKey);
    }

    /** The page, with what the request said made fit for display. */
    public function page(string $styleNonce): ErrorPage
    {
        $display = DisplayText::of(...);

        return new ErrorPage(
            $this->status,
            $this->errorKey,
            $this->hintKey,
            $styleNonce,
            array_map(static fn (string $value): string => $display($value), $this->parameters),
            array_map(static fn (string $value): string => $display($value, 500), $this->details),
        );
    }
}
