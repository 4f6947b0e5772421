#version 330 core
// Draws a box with a border or a soft edge, a glyph, or a line. ui.vert describes the inputs.
#include "shapes.glsl"
flat in vec4 bounds; // x, y, width, height in pixels; for a line its two ends
flat in vec4 fillColour;
flat in vec4 borderColour;
flat in vec4 form;  // kind (0 box, 1 glyph, 2 line); radius (half the thickness of a line), border width and softness in pixels
in vec2 pixel;
in vec2 texel;

uniform sampler2D atlas;

out vec4 fragment;

void main()
{
    int kind = int(form.x);
    if (kind == 1)
    {
        // Glyphs are rasterised at their size in pixels and placed on whole pixels, so no filtering is needed.
        fragment = vec4(fillColour.rgb, fillColour.a * texelFetch(atlas, ivec2(texel), 0).r);
        return;
    }

    if (kind == 2)
    {
        fragment = vec4(fillColour.rgb, fillColour.a * clamp(form.y + 0.5 - distanceToLine(pixel, bounds), 0.0, 1.0));
        return;
    }

    float radius = min(form.y, 0.5 * min(bounds.z, bounds.w));
    float outside = roundedBox(pixel - bounds.xy - bounds.zw * 0.5, bounds.zw * 0.5, radius);
    float softness = form.w;
    if (softness > 0.0)
    {
        float fade = 1.0 - smoothstep(-softness, softness, outside);
        fragment = vec4(fillColour.rgb, fillColour.a * fade * fade);
        return;
    }

    float whole = clamp(0.5 - outside, 0.0, 1.0);
    float core = form.z > 0.0 ? clamp(0.5 - outside - form.z, 0.0, 1.0) : whole;
    // Border and fill share the pixels of the edge, so mix them rather than blend one over the other.
    float fillPart = fillColour.a * core, borderPart = borderColour.a * (whole - core);
    float alpha = fillPart + borderPart;
    fragment = alpha > 0.0 ? vec4((fillColour.rgb * fillPart + borderColour.rgb * borderPart) / alpha, alpha) : vec4(0.0);
}
