using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>
/// The keys and what they do, by groups in columns, as a card in the middle of the window. It is arranged once for a window's size: a frame
/// that shows what the one before showed allocates nothing.
/// </summary>
public sealed class HelpPanel
{
    private const float TitleSize = 16, HeadSize = 12, TextSize = 12.5f, KeySize = 11.5f, RowHeight = 25, HeadHeight = 26, GroupGap = 14;
    private const float Padding = 26, KeyHeight = 19, KeyGap = 3, ChordGap = 8, TextGap = 14, ColumnGap = 34, TitleHeight = 34, LineHeight = 15;

    /// <summary>Longer lines are broken once: columns stay narrow enough to be read across.</summary>
    private const float LongestLine = 200;

    private const int MostColumns = 3;

    /// <summary>Room around the card, pen units.</summary>
    private const float Margin = 20;

    private Column[] _columns = [];
    private float _size, _cardWidth, _cardHeight;
    private (IReadOnlyList<CommandRow>? Rows, int Count, float Width, float Height) _arrangedFor;

    /// <summary>Draws in that number of columns that lets the card be largest; where there is not enough room at all it is made smaller.</summary>
    /// <param name="width">Of the window, as <paramref name="height"/>, pen units.</param>
    public void Draw(UiRenderer ui, Palette palette, float width, float height, IReadOnlyList<CommandRow> rows)
    {
        if (_arrangedFor != (rows, rows.Count, width, height)) Arrange(ui, width, height, rows);
        _arrangedFor = (rows, rows.Count, width, height);
        var card = new Card(ui, palette, _size);
        float x = (width - _cardWidth * card.Size) / 2, y = (height - _cardHeight * card.Size) / 2;
        ui.Shadow(x, y + 8, _cardWidth * card.Size, _cardHeight * card.Size, 14, 24, palette.Shadow);
        ui.Rect(x, y, _cardWidth * card.Size, _cardHeight * card.Size, 12, palette.Panel | 0xFF, palette.PanelBorder);
        float left = x + Padding * card.Size, top = y + Padding * card.Size;
        ui.Text("Keys", left, top + TitleSize * 0.72f * card.Size, TitleSize * card.Size, palette.Text, FontWeight.SemiBold);
        ui.Text("a click closes this card", x + (_cardWidth - Padding) * card.Size, top + TitleSize * 0.72f * card.Size, HeadSize * card.Size,
            palette.MutedText, align: TextAlign.Right);
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

    /// <summary>For people.</summary>
    public static string Name(CommandGroup group) => group switch
    {
        CommandGroup.Playhead => "The playhead",
        CommandGroup.Model => "The model",
        CommandGroup.Ghosts => "Ghosts: what may come next",
        CommandGroup.Editing => "Your ink",
        CommandGroup.Colours => "Colours",
        CommandGroup.View => "View",
        CommandGroup.Files => "Files",
        _ => "Window",
    };

    private void Arrange(UiRenderer ui, float width, float height, IReadOnlyList<CommandRow> rows)
    {
        CommandRow[][] groups = [.. rows.GroupBy(row => row.Group).OrderBy(group => group.Key).Select(group => group.ToArray())];
        (float Size, float Fill) best = default;
        for (int count = 1; count <= MostColumns; count++)
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

    /// <summary>Fills columns with the groups in their order, at the least height at which there are not more columns than that.</summary>
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

    /// <returns>With the gap below it.</returns>
    private static float GroupHeight(UiRenderer ui, CommandRow[] rows)
    {
        float height = HeadHeight + GroupGap;
        foreach (CommandRow row in rows) height += Height(ui, row);
        return height;
    }

    private static float Height(UiRenderer ui, CommandRow row) => RowHeight + (Break(ui, row.Help) is null ? 0 : LineHeight);

    /// <returns>Where a line that is too long is broken: at the last blank that leaves the first half short enough; null where it is not.</returns>
    private static int? Break(UiRenderer ui, string text)
    {
        if (ui.Measure(text, TextSize) <= LongestLine) return null;
        int end = text.Length;
        while ((end = text.LastIndexOf(' ', end - 1)) > 0)
            if (ui.Measure(text.AsSpan(0, end), TextSize) <= LongestLine) return end;
        return null;
    }

    private static float KeyWidth(UiRenderer ui, string cap) => Math.Max(KeyHeight + 2, ui.Measure(cap, KeySize, FontWeight.SemiBold) + 12);

    private static float KeysWidth(UiRenderer ui, CommandRow row) =>
        row.Caps.Sum(chord => chord.Sum(cap => KeyWidth(ui, cap) + KeyGap) - KeyGap + ChordGap) - ChordGap;

    /// <param name="KeysWidth">Of the widest keys in it; what they do stands to their right.</param>
    private sealed record Column(CommandRow[][] Groups, float KeysWidth, float Height)
    {
        public float Width => KeysWidth + TextGap + LongestLine;
    }

    /// <summary>Draws on the card.</summary>
    /// <param name="Size">By which everything is made smaller.</param>
    private readonly record struct Card(UiRenderer Ui, Palette Palette, float Size)
    {
        public void Group(CommandRow[] rows, float keysWidth, float x, float y)
        {
            Ui.Text(Name(rows[0].Group), x, y + (HeadHeight - 10) * Size, HeadSize * Size, Palette.MutedText, FontWeight.SemiBold);
            y += HeadHeight * Size;
            foreach (CommandRow row in rows)
            {
                Keys(row, x, y);
                float text = x + (keysWidth + TextGap) * Size, baseline = y + (KeyHeight / 2 + TextSize * 0.36f) * Size;
                if (Break(Ui, row.Help) is { } end)
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
            // By index: an enumerator of a list behind an interface is an object.
            for (int chord = 0; chord < row.Caps.Count; chord++)
            {
                for (int index = 0; index < row.Caps[chord].Count; index++)
                {
                    string cap = row.Caps[chord][index];
                    float width = KeyWidth(Ui, cap) * Size, height = KeyHeight * Size;

                    // A key cap: a slightly thicker lower edge.
                    Ui.Rect(x, top + 1.5f, width, height, 5, Palette.PanelBorder);
                    Ui.Rect(x, top, width, height, 5, Palette.Paper, Palette.PanelBorder);
                    Ui.Text(cap, x + width / 2, top + height / 2 + KeySize * 0.36f * Size, KeySize * Size, Palette.Text, FontWeight.SemiBold, TextAlign.Centre);
                    x += width + KeyGap * Size;
                }

                x += (ChordGap - KeyGap) * Size;
            }
        }
    }
}
