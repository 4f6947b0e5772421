#version 330 core
// Draws paper with its ruled lines. Scrolling moves all of it by whole pixels, so that a cached picture can be shifted.
#include "shapes.glsl"
in vec2 pixel;
out vec4 fragment;

uniform sampler2D grainTexture;
uniform vec4 view;              // origin x, y in page units; pixels per page unit; framebuffer pixels per window unit
uniform vec2 shift;             // scroll position in whole pixels
uniform vec4 paper;             // visible paper in pixels: x, y, width, height
uniform vec2 sheet;             // left and right edge of the sheet in page units
uniform vec4 rules;             // y of the first baseline, spacing, count, active line (-1: none)
uniform vec3 guides;            // guide lines: x-height and ascender above the baseline, descender below it
uniform vec2 margins;           // x of the left and right margin
uniform vec4 paperColour;
uniform vec4 ruleColour;
uniform vec4 activeRuleColour;
uniform vec4 guideColour;
uniform vec4 bandColour;
uniform vec4 marginColour;
uniform float grain;            // amplitude as a share of white; that of the texture is 0.3 (grain.frag)

// Whether a line of whole pixels covers a position: 0 or 1, so that ruled lines are sharp at every scale.
float hairline(float at, float centre, float thickness)
{
    float pixels = max(1.0, floor(thickness + 0.5));
    float edge = floor(centre - pixels * 0.5 + 0.5);
    return step(edge, at) * step(at, edge + pixels);
}

void main()
{
    float unit = view.z;        // pixels per page unit
    float ui = view.w;          // pixels per window unit; the width of hairlines does not zoom
    vec2 at = pixel + shift;    // pixels from the page's origin
    vec2 noise = texelFetch(grainTexture, ivec2(floor(at)) & (textureSize(grainTexture, 0) - 1), 0).rg;
    vec3 colour = paperColour.rgb + grain * (noise.r - 0.5) / 0.3;

    float left = margins.x * unit, right = margins.y * unit;
    // Fades out towards the left and right edges: 0 just outside them, and 1 from 18 page units inside.
    float span = smoothstep(-10.0 * unit, 10.0 * unit, min(at.x - (sheet.x + 8.0) * unit, (sheet.y - 8.0) * unit - at.x));
    float spacing = rules.y * unit;
    float first = rules.x * unit;
    float line = clamp(floor((at.y - first) / spacing + 0.5), 0.0, rules.z - 1.0);
    if (rules.z > 0.0) blendOver(colour, ruleColour, span * hairline(at.y, first + line * spacing, ui));

    // Guide lines are drawn for the active line only. `line` may be another one there, because tall letters reach beyond half the spacing.
    if (rules.w >= 0.0)
    {
        float baseline = first + rules.w * spacing;
        float within = smoothstep(-12.0 * unit, 24.0 * unit, at.x - left) * smoothstep(-12.0 * unit, 24.0 * unit, right - at.x);
        float xHeight = baseline - guides.x * unit;
        float band = clamp(at.y - xHeight + 0.5, 0.0, 1.0) * clamp(baseline - at.y + 0.5, 0.0, 1.0);
        blendOver(colour, bandColour, within * band);
        float dash = smoothstep(0.15, 0.3, abs(fract(at.x / (10.0 * ui)) - 0.5) * 2.0 - 0.25);
        float dot_ = smoothstep(0.1, 0.3, abs(fract(at.x / (5.0 * ui)) - 0.5) * 2.0 - 0.4);
        blendOver(colour, guideColour, within * dash * hairline(at.y, xHeight, ui));
        blendOver(colour, guideColour, 0.8 * within * dot_ * hairline(at.y, baseline - guides.y * unit, ui));
        blendOver(colour, guideColour, 0.8 * within * dot_ * hairline(at.y, baseline + guides.z * unit, ui));
        blendOver(colour, activeRuleColour, span * hairline(at.y, baseline, ui));
    }

    blendOver(colour, marginColour, 0.8 * hairline(at.x, left, ui));
    float stitch = smoothstep(0.1, 0.3, abs(fract(at.y / (9.0 * ui)) - 0.5) * 2.0 - 0.3);
    blendOver(colour, marginColour, stitch * hairline(at.x, right, ui));

    float inside = clamp(0.5 - roundedBox(pixel - paper.xy - paper.zw * 0.5, paper.zw * 0.5, 5.0 * ui), 0.0, 1.0);
    fragment = vec4(colour + (noise.g - 0.5) / 255.0, inside);
}
