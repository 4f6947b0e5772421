using System.Globalization;
using HmRnnInk.App.Canvas;
using HmRnnInk.App.Canvas.Text;
using HmRnnInk.App.Colours;
using HmRnnInk.App.Commands;
using HmRnnInk.App.Ui.Files;
using HmRnnInk.App.Ui.Tools;

namespace HmRnnInk.App.Ui.Panels;

/// <summary>Draws a <see cref="MenuCard"/> and finds what is at a place.</summary>
internal static class MenuPanel
{
    /// <summary>The maximum number of visible rows, one for each digit key.</summary>
    public const int MaximumRows = 9;

    private const float Width = 520, WidthAtPointer = 400, Padding = 20, TitleSize = 16, TextSize = 13, KeySize = 12, RowHeight = 34,
        PictureRowHeight = 54, HeadHeight = 56, FootHeight = 40, KeyHeight = 20, Edge = 8, IconSize = 28, PictureRadius = 5, StepWidth = 44;

    /// <param name="pictures">Whether the items have pictures.</param>
    /// <returns>The number of rows that fit.</returns>
    public static int RowsIn(float windowHeight, bool pictures = false) => (int)Math.Clamp(
        (windowHeight - 2 * Edge - HeadHeight - FootHeight) / (pictures ? PictureRowHeight : RowHeight), 1, MaximumRows);

    public static void Draw(UiRenderer ui, Palette palette, MenuCard card, float windowWidth, float windowHeight)
    {
        if (!card.IsShown) return;
        (float x, float y, float width, float height) = Place(card, windowWidth, windowHeight);
        ui.Shadow(x, y + 8, width, height, 14, 24, palette.Shadow);
        ui.Rect(x, y, width, height, 12, palette.Panel | 0xFF, palette.PanelBorder);
        ui.Text(card.Title, x + Padding, y + Padding + TitleSize * 0.72f + 4, TitleSize, palette.Text, FontWeight.SemiBold);
        int most = RowsIn(windowHeight, card.HasPictures), rows = Math.Min(most, card.Items.Count - card.FirstShown);
        float rowHeight = HeightOfRow(card);
        for (int row = 0; row < rows; row++)
        {
            MenuItem item = card.Items[card.FirstShown + row];
            float top = y + HeadHeight + row * rowHeight, middle = top + rowHeight / 2;
            bool selected = card.FirstShown + row == card.Selected;
            if (selected) ui.Rect(x + 8, top + 1, width - 16, rowHeight - 2, 7, palette.Ink.Of(byModel: true, 1) & 0xFFFFFF00 | 0x22);
            DrawKey(ui, palette, row, x + Padding, middle);
            if (card.HasPictures)
            {
                DrawPictured(ui, palette, item, selected ? card : null, x, middle, width);
                continue;
            }

            float detail = ui.Text(item.Detail, x + width - Padding, middle + TextSize * 0.36f, TextSize, palette.MutedText,
                align: TextAlign.Right, tabular: true);
            Label(ui, palette, item.Label, x + Padding + 36, middle + TextSize * 0.36f, width - 2 * Padding - 36 - detail - 16);
        }

        DrawFoot(ui, palette, card, new Box(x, y, width, height), card.Items.Count > most ? rows : null);
    }

    /// <returns>The lower edge of the menu.</returns>
    public static float Bottom(MenuCard card, float windowWidth, float windowHeight)
    {
        (_, float y, _, float height) = Place(card, windowWidth, windowHeight);
        return y + height;
    }

    public static bool Contains(MenuCard card, float windowWidth, float windowHeight, float pointX, float pointY)
    {
        (float x, float y, float width, float height) = Place(card, windowWidth, windowHeight);
        return pointX >= x && pointX < x + width && pointY >= y && pointY < y + height;
    }

    /// <returns>What a press on the row of an item does.</returns>
    public static MenuAction ActionAt(
        MenuCard card, float windowWidth, float windowHeight, float pointX, float pointY, MenuItem item)
    {
        (float x, float y, float width, _) = Place(card, windowWidth, windowHeight);
        float rowHeight = HeightOfRow(card);
        int row = (int)MathF.Floor((pointY - y - HeadHeight) / rowHeight);
        float middle = y + HeadHeight + (row + 0.5f) * rowHeight;
        bool hasButton = card.HasKeyboard && card.Editor is not null;
        return hasButton && KeyboardButton(x, middle, width).Contains(pointX, pointY) ? MenuAction.Keyboard
            : item.Rename is not null && Icon(x, middle, width, 1).Contains(pointX, pointY) ? MenuAction.Rename
            : item.Delete is not null && Icon(x, middle, width, 0).Contains(pointX, pointY) ? MenuAction.Delete
            : MenuAction.Choose;
    }

    /// <returns>The visible row at a place, counted from the top; null for none.</returns>
    public static int? RowAt(MenuCard card, float windowWidth, float windowHeight, float pointX, float pointY)
    {
        if (!Contains(card, windowWidth, windowHeight, pointX, pointY)) return null;
        float row = MathF.Floor((pointY - Place(card, windowWidth, windowHeight).Y - HeadHeight) / HeightOfRow(card));
        return row >= 0 && row < Math.Min(RowsIn(windowHeight, card.HasPictures), card.Items.Count) ? (int)row : null;
    }

    /// <returns>The place of a visible row.</returns>
    public static Box RowOf(MenuCard card, float windowWidth, float windowHeight, int row)
    {
        (float x, float y, float width, _) = Place(card, windowWidth, windowHeight);
        return new Box(x, y + HeadHeight + row * HeightOfRow(card), width, HeightOfRow(card));
    }

    /// <returns>1 on the button that shows the next items, −1 on the one for the previous, otherwise 0.</returns>
    public static int StepAt(MenuCard card, float windowWidth, float windowHeight, float pointX, float pointY)
    {
        if (card.Items.Count <= RowsIn(windowHeight, card.HasPictures)) return 0;
        (float x, float y, float width, float height) = Place(card, windowWidth, windowHeight);
        var place = new Box(x, y, width, height);
        return StepButton(place, 1).Contains(pointX, pointY) ? 1 : StepButton(place, -1).Contains(pointX, pointY) ? -1 : 0;
    }

    private static (float X, float Y, float Width, float Height) Place(MenuCard card, float windowWidth, float windowHeight)
    {
        float width = Math.Min(card.At is null ? Width : WidthAtPointer, windowWidth - 24);
        float height = HeadHeight + Math.Min(RowsIn(windowHeight, card.HasPictures), card.Items.Count) * HeightOfRow(card) + FootHeight;
        if (card.At is var (left, top))
            return (MathF.Round(Math.Clamp(left, Edge, windowWidth - width - Edge)),
                MathF.Round(Math.Clamp(top, Edge, Math.Max(Edge, windowHeight - height - Edge))), width, height);
        return (MathF.Round((windowWidth - width) / 2), MathF.Round(Math.Max(Edge, (windowHeight - height) / 2)), width, height);
    }

    private static float HeightOfRow(MenuCard card) => card.HasPictures ? PictureRowHeight : RowHeight;

    /// <returns>The place of an icon at the right end of a row.</returns>
    /// <param name="index">From the right.</param>
    private static Box Icon(float x, float middle, float width, int index) =>
        new(x + width - Padding - (index + 1) * IconSize + 6, middle - IconSize / 2, IconSize, IconSize);

    /// <returns>The place of the button in the field of a name that opens the on-screen keyboard.</returns>
    private static Box KeyboardButton(float x, float middle, float width)
    {
        Box rename = Icon(x, middle, width, 1);
        return rename with { X = rename.X - IconSize - 8, Width = IconSize };
    }

    /// <param name="step">1 for the next items, −1 for the previous.</param>
    private static Box StepButton(Box card, int step) =>
        new(card.Right - 8 - (step > 0 ? 1 : 2) * StepWidth, card.Bottom - FootHeight, StepWidth, FootHeight);

    /// <summary>Draws how to use the menu, and if not all items are visible, which are, and the buttons that show the others.</summary>
    /// <param name="rows">The number of visible items if there are more; otherwise null.</param>
    private static void DrawFoot(UiRenderer ui, Palette palette, MenuCard card, Box place, int? rows)
    {
        float left = place.X + Padding, right = place.Right - Padding, baseline = place.Bottom - 17;
        if (rows is { } visible)
        {
            Span<char> foot = stackalloc char[64];
            int last = card.FirstShown + visible;
            foot.TryWrite(CultureInfo.InvariantCulture, $"{card.FirstShown + 1} to {last} of {card.Items.Count}  ·  ", out int length);
            left += ui.Text(foot[..length], left, baseline, KeySize, palette.MutedText);
            right = StepButton(place, -1).X - 4;
            DrawStep(ui, palette, StepButton(place, -1), -1, enabled: card.FirstShown > 0);
            DrawStep(ui, palette, StepButton(place, 1), 1, enabled: last < card.Items.Count);
        }

        string help = card.Editor is not null ? "Enter rename  ·  Esc keep the name"
            : card.CanDelete ? "Enter confirm  ·  F2 rename  ·  Del delete  ·  Esc close"
            : card.CanRename ? "Enter confirm  ·  F2 rename  ·  Esc close" : "↑ ↓ select  ·  Enter confirm  ·  Esc close";
        if (left + ui.Measure(help, KeySize) > right) help = "Esc close";
        ui.Text(help, left, baseline, KeySize, palette.MutedText);
    }

    private static void DrawStep(UiRenderer ui, Palette palette, Box button, int step, bool enabled)
    {
        Box face = new(button.X + 3, button.Y + 4, button.Width - 6, button.Height - 10);
        ui.Rect(face.X, face.Y, face.Width, face.Height, 6, palette.Paper, palette.PanelBorder);
        uint colour = enabled ? palette.Text : palette.MutedText & 0xFFFFFF00 | 0x60;
        float x = face.X + face.Width / 2, tip = face.CentreY + 2.5f * step, end = face.CentreY - 2.5f * step;
        ui.Line(x - 5, end, x, tip, 1.6f, colour);
        ui.Line(x, tip, x + 5, end, 1.6f, colour);
    }

    /// <summary>Draws an item with its picture, its name above its detail, and the icons of what can be done with it.</summary>
    /// <param name="card">The menu, if the item is its selected one; otherwise null.</param>
    private static void DrawPictured(UiRenderer ui, Palette palette, MenuItem item, MenuCard? card, float x, float middle, float width)
    {
        float left = x + Padding + 36, top = middle - InkThumbnail.Height / 2;
        if (item.Picture is not null)
            ui.Rect(left, top - 2, InkThumbnail.Width + 8, InkThumbnail.Height + 4, PictureRadius, palette.Paper, palette.PanelBorder);
        if (item.Picture?.Invoke() is { } picture)
        {
            // A for loop, because enumerating an interface would allocate.
            for (int index = 0; index < picture.Lines.Count; index++)
            {
                (float x0, float y0, float x1, float y1) = picture.Lines[index];
                ui.Line(left + 4 + x0, top + y0, left + 4 + x1, top + y1, 1.1f, palette.Text);
            }
        }

        float text = item.Picture is null ? left : left + InkThumbnail.Width + 22;
        float room = Icon(x, middle, width, 1).X - text - 8;
        if (card?.Editor is { } editor)
        {
            NameField.Draw(ui, palette, editor, new Box(text - 6, middle - 19, room + 8, 23),
                card.HasKeyboard ? KeyboardButton(x, middle, width) : null, TextSize);
        }
        else
        {
            Label(ui, palette, item.Label, text, middle - 3, room);
        }

        ui.Text(item.Detail, text, middle + 15, KeySize, palette.MutedText, tabular: true);
        if (item.Rename is not null) ToolbarPainter.Icon(ui, ToolIcon.Write, Icon(x, middle, width, 1), palette.MutedText);
        if (item.Delete is not null) ToolbarPainter.Icon(ui, ToolIcon.Delete, Icon(x, middle, width, 0), palette.MutedText);
    }

    private static void DrawKey(UiRenderer ui, Palette palette, int row, float x, float middle)
    {
        float top = middle - KeyHeight / 2;
        ui.Rect(x, top + 1.5f, 22, KeyHeight, 5, palette.PanelBorder);
        ui.Rect(x, top, 22, KeyHeight, 5, palette.Paper, palette.PanelBorder);
        ReadOnlySpan<char> digit = "123456789".AsSpan(row, 1);
        ui.Text(digit, x + 11, middle + KeySize * 0.36f, KeySize, palette.Text, FontWeight.SemiBold, TextAlign.Centre);
    }

    /// <summary>Draws a label, shortened with an ellipsis if it is too wide.</summary>
    private static void Label(UiRenderer ui, Palette palette, ReadOnlySpan<char> text, float x, float baseline, float width)
    {
        int length = text.Length;
        if (ui.Measure(text, TextSize) > width)
            while (length > 1 && ui.Measure(text[..length], TextSize) + 10 > width) length--;
        x += ui.Text(text[..length], x, baseline, TextSize, palette.Text);
        if (length < text.Length) ui.Text("…", x, baseline, TextSize, palette.Text);
    }
}
