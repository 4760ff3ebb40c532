import { css } from "lit";

export const topBarStyles = css`
  .top {
    align-items: center;
    background: var(--surface);
    border-bottom: 1px solid var(--line);
    display: flex;
    gap: var(--space-2);
    min-height: 48px;
    padding: 0 var(--space-3) 0 var(--space-4);
  }

  .brand {
    align-items: center;
    display: flex;
    font-weight: 650;
    gap: var(--space-2);
    letter-spacing: -0.01em;
    white-space: nowrap;
  }

  .glyph {
    background: var(--accent);
    border-radius: 6px;
    color: var(--on-accent);
    display: grid;
    height: 24px;
    place-items: center;
    width: 24px;
  }

  .workflow {
    max-width: 260px;
    min-width: 0;
  }

  .workflow bdi {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .find {
    align-items: center;
    background: var(--sunken);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    color: var(--text-muted);
    cursor: pointer;
    display: flex;
    flex: 0 1 360px;
    gap: var(--space-2);
    margin: 0 auto;
    min-height: var(--control);
    min-width: var(--control);
    padding: 0 var(--space-2);
    text-align: start;
    white-space: nowrap;
  }

  .find span {
    flex: 1;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .find:hover {
    background: var(--hover);
  }

  .banner {
    align-items: center;
    background: var(--warning-soft);
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-3);
    padding: var(--space-2) var(--space-4);
  }

  @container (max-width: 900px) {
    .product,
    .find kbd,
    .wide-only {
      display: none;
    }
  }

  @container (max-width: 560px) {
    .top {
      gap: 2px;
      padding: 0 var(--space-2);
    }

    .brand,
    .save svg {
      display: none;
    }

    .find span {
      clip-path: inset(50%);
      height: 1px;
      position: absolute;
      width: 1px;
    }

    .find {
      background: none;
      border-color: transparent;
      flex: none;
      justify-content: center;
      margin-right: 0;
    }

    .workflow {
      max-width: 45%;
    }
  }
`;
