using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>
/// The list of keys, grouped and in columns, as a card in the middle of the window. Any click or Esc hides it; a click on a key
/// also runs its command. All other keys work as usual. The layout is computed only when the size of the window or the commands
/// change, so that an unchanged frame allocates nothing.
/// </summary>
internal sealed class HelpPanel : IInputTarget
{
    public const float TextSize = 12.5f;

    /// <summary>A help text that is wider than this is broken into two lines, window units.</summary>
    public const float MaximumLineWidth = 200;

    private const float TitleSize = 16, HeadSize = 12, KeySize = 11.5f, RowHeight = 25, HeadHeight = 26, GroupGap = 14;
    private const float Padding = 26, KeyHeight = 19, KeyGap = 3, ChordGap = 8, TextGap = 14, ColumnGap = 34, TitleHeight = 34,
        LineHeight = 15;

    private const int MaximumColumns = 3;

    // Enum.ToString would allocate in each frame.
    private static readonly string[] GroupNames = Enum.GetNames<CommandGroup>();

    /// <summary>Room around the card, window units.</summary>
    private const float Margin = 20;

    // The keys and where they were drawn, in window units.
    private readonly List<(Box Place, CommandRow Row, Command Command)> _keys = [];
    private Column[] _columns = [];
    private float _size, _cardWidth, _cardHeight;
    private (IReadOnlyList<CommandRow>? Rows, int Count, float Width, float Height) _arrangedFor;

    public bool IsShown { get; private set; }

    public bool TakesKeysFirst => IsShown;

    /// <returns>The heading of a group in the list of keys and in the menu.</returns>
    public static string Name(CommandGroup group) => group == CommandGroup.Ghosts ? "Ghosts (suggested ink)" : GroupNames[(int)group];

    public void Toggle() => IsShown = !IsShown;

    public bool Contains(float x, float y) => IsShown;

    public bool Take(in InputEvent input, double seconds)
    {
        if (!IsShown || input is not ({ Kind: InputKind.PenDown } or { Kind: InputKind.KeyDown, Key: InkKey.Escape })) return false;
        IsShown = false;
        if (input.Kind == InputKind.PenDown) Run(input, seconds);
        return true;
    }

    /// <summary>
    /// Draws the card with the number of columns that allows the largest text. The card shrinks if the window is too small for it.
    /// </summary>
    /// <param name="width">Width of the window in window units.</param>
    /// <param name="height">Height of the window in window units.</param>
    public void Draw(UiRenderer ui, Palette palette, float width, float height, IReadOnlyList<CommandRow> rows)
    {
        _keys.Clear();
        if (_arrangedFor != (rows, rows.Count, width, height)) Arrange(ui, width, height, rows);
        _arrangedFor = (rows, rows.Count, width, height);
        var card = new Card(ui, palette, _size, _keys);
        float x = (width - _cardWidth * card.Size) / 2, y = (height - _cardHeight * card.Size) / 2;
        ui.Shadow(x, y + 8, _cardWidth * card.Size, _cardHeight * card.Size, 14, 24, palette.Shadow);
        ui.Rect(x, y, _cardWidth * card.Size, _cardHeight * card.Size, 12, palette.Panel.WithAlpha(0xFF), palette.PanelBorder);
        float left = x + Padding * card.Size, top = y + Padding * card.Size;
        ui.Text("Keys", left, top + TitleSize * 0.72f * card.Size, TitleSize * card.Size, palette.Text, FontWeight.SemiBold);
        ui.Text("Click a key to run it, or elsewhere to close", x + (_cardWidth - Padding) * card.Size,
            top + TitleSize * 0.72f * card.Size, HeadSize * card.Size, palette.MutedText, align: TextAlign.Right);
        top += TitleHeight * card.Size;
        foreach (Column column in _columns)
        {
            float at = top;
            foreach (CommandRow[] group in column.Groups)
            {
                card.Group(group, column.KeysWidth, left, at);
                at += GroupHeight(ui, group) * card.Size;
            }

            left += (column.Width + ColumnGap) * card.Size;
        }
    }

    private void Run(in InputEvent click, double seconds)
    {
        foreach ((Box place, CommandRow row, Command command) in _keys)
        {
            if (!place.Contains(click.X, click.Y)) continue;
            if (row.IsEnabled) command.Run(seconds);
            return;
        }
    }

    private void Arrange(UiRenderer ui, float width, float height, IReadOnlyList<CommandRow> rows)
    {
        CommandRow[][] groups = [.. rows.GroupBy(row => row.Group).OrderBy(group => group.Key).Select(group => group.ToArray())];
        (float Size, float Fill) best = default;
        for (int count = 1; count <= MaximumColumns; count++)
        {
            List<Column> arranged = Arrange(ui, groups, count);
            float wide = arranged.Sum(column => column.Width) + (arranged.Count - 1) * ColumnGap + 2 * Padding;
            float tall = arranged.Max(column => column.Height) + TitleHeight + 2 * Padding;
            float fill = Math.Max(wide / (width - 2 * Margin), tall / (height - 2 * Margin)), size = Math.Min(1, 1 / fill);
            if (count > 1 && (size, -fill).CompareTo((best.Size, -best.Fill)) <= 0) continue;
            (_columns, best, _cardWidth, _cardHeight) = ([.. arranged], (size, fill), wide, tall);
        }

        _size = best.Size;
    }

    /// <summary>Fills at most <paramref name="count"/> columns with the groups in order. The columns are as short as possible.</summary>
    private static List<Column> Arrange(UiRenderer ui, CommandRow[][] groups, int count)
    {
        for (float tall = groups.Max(rows => GroupHeight(ui, rows)) - GroupGap; ; tall += 4)
        {
            List<Column> columns = [];
            foreach (CommandRow[] rows in groups)
            {
                float keys = rows.Max(row => KeysWidth(ui, row)), height = GroupHeight(ui, rows) - GroupGap;
                if (columns.Count > 0 && columns[^1] is { } last && last.Height + GroupGap + height <= tall)
                    columns[^1] = new([.. last.Groups, rows], Math.Max(last.KeysWidth, keys), last.Height + GroupGap + height);
                else
                    columns.Add(new([rows], keys, height));
            }

            if (columns.Count <= count) return columns;
        }
    }

    /// <returns>The height of a group, including the gap below it.</returns>
    private static float GroupHeight(UiRenderer ui, CommandRow[] rows)
    {
        float height = HeadHeight + GroupGap;
        foreach (CommandRow row in rows) height += Height(ui, row);
        return height;
    }

    private static float Height(UiRenderer ui, CommandRow row) => RowHeight + (LineBreak(ui, row.Help) is null ? 0 : LineHeight);

    /// <returns>The index of the space at which a line that is too wide is broken; null if the line fits.</returns>
    public static int? LineBreak(UiRenderer ui, string text)
    {
        if (ui.Measure(text, TextSize) <= MaximumLineWidth) return null;
        int end = text.Length;
        while ((end = text.LastIndexOf(' ', end - 1)) > 0)
            if (ui.Measure(text.AsSpan(0, end), TextSize) <= MaximumLineWidth) return end;
        return null;
    }

    private static float KeyWidth(UiRenderer ui, string cap) => Math.Max(KeyHeight + 2, ui.Measure(cap, KeySize, FontWeight.SemiBold) + 12);

    private static float KeysWidth(UiRenderer ui, CommandRow row) =>
        row.Caps.Sum(chord => chord.Sum(cap => KeyWidth(ui, cap) + KeyGap) - KeyGap + ChordGap) - ChordGap;

    /// <param name="KeysWidth">The width of the widest keys in the column. The help texts are to their right.</param>
    private sealed record Column(CommandRow[][] Groups, float KeysWidth, float Height)
    {
        public float Width => KeysWidth + TextGap + MaximumLineWidth;
    }

    /// <summary>Draws the content of the card.</summary>
    /// <param name="Size">The factor by which the card is scaled.</param>
    /// <param name="Drawn">Receives the places of the keys.</param>
    private readonly record struct Card(UiRenderer Ui, Palette Palette, float Size, List<(Box, CommandRow, Command)> Drawn)
    {
        public void Group(CommandRow[] rows, float keysWidth, float x, float y)
        {
            Ui.Text(Name(rows[0].Group), x, y + (HeadHeight - 10) * Size, HeadSize * Size, Palette.MutedText, FontWeight.SemiBold);
            y += HeadHeight * Size;
            foreach (CommandRow row in rows)
            {
                Keys(row, x, y);
                float text = x + (keysWidth + TextGap) * Size, baseline = y + (KeyHeight / 2 + TextSize * UiRenderer.HalfCapital) * Size;
                if (LineBreak(Ui, row.Help) is { } end)
                {
                    Ui.Text(row.Help.AsSpan(0, end), text, baseline, TextSize * Size, Palette.Text);
                    Ui.Text(row.Help.AsSpan(end + 1), text, baseline + LineHeight * Size, TextSize * Size, Palette.Text);
                }
                else
                {
                    Ui.Text(row.Help, text, baseline, TextSize * Size, Palette.Text);
                }

                y += Height(Ui, row) * Size;
            }
        }

        private void Keys(CommandRow row, float x, float top)
        {
            // For loops, because enumerating an interface would allocate.
            for (int command = 0; command < row.Commands.Count; command++)
                for (int chord = 0; chord < row.Commands[command].Caps.Count; chord++)
                    x = Chord(row, row.Commands[command], row.Commands[command].Caps[chord], x, top);
        }

        /// <returns>X of the next chord.</returns>
        private float Chord(CommandRow row, Command command, IReadOnlyList<string> caps, float x, float top)
        {
            float left = x;
            for (int index = 0; index < caps.Count; index++)
            {
                string cap = caps[index];
                float width = KeyWidth(Ui, cap) * Size, height = KeyHeight * Size;

                // The lower edge of a key cap is slightly thicker.
                Ui.Rect(x, top + 1.5f, width, height, 5, Palette.PanelBorder);
                Ui.Rect(x, top, width, height, 5, Palette.Paper, Palette.PanelBorder);
                Ui.Text(cap, x + width / 2, top + height / 2 + KeySize * UiRenderer.HalfCapital * Size, KeySize * Size, Palette.Text,
                    FontWeight.SemiBold, TextAlign.Centre);
                x += width + KeyGap * Size;
            }

            Drawn.Add((new Box(left, top - 2, x - left, KeyHeight * Size + 4), row, command));
            return x + (ChordGap - KeyGap) * Size;
        }
    }
}
